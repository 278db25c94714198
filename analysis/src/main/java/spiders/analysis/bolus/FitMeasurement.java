// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.bolus;

import spiders.analysis.geometry.Solid;
import spiders.analysis.mesh.SolidField;
import spiders.analysis.mesh.TriangleMesh;
import spiders.analysis.mesh.TriangleTree;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Measures how a mesh fits the skin, by the middles of its triangles. */
final class FitMeasurement {

    private static final double BORDER_STEPS = 1.5;
    private static final double PERCENTILE = 0.01;

    private final SolidField body;
    private final SkinRegion region;
    private final BolusSettings settings;
    private final TriangleTree skin;

    FitMeasurement(Solid body, SkinRegion region, BolusSettings settings, TriangleTree skin) {
        this.body = new SolidField(body);
        this.region = region;
        this.settings = settings;
        this.skin = skin;
    }

    /** A triangle: its area, and how far outside the body it is. */
    private record Facet(int triangle, double area, double distance) {}

    /** What was measured. */
    record Fit(BolusFit numbers, OuterSide outer) {}

    Fit of(TriangleMesh mesh) {
        var inner = new ArrayList<Facet>();
        var outer = new ArrayList<Facet>();
        double overlap = 0;
        for (int t = 0; t < mesh.triangles(); t++) {
            double x = mesh.middle(t, 0);
            double y = mesh.middle(t, 1);
            double z = mesh.middle(t, 2);
            var nearest = skin.nearest(x, y, z, Double.POSITIVE_INFINITY);
            double distance = nearest.distance();
            boolean isNear = distance < settings.thickness() / 2;
            boolean isInside = isNear && body.at(x, y, z) < 0;
            overlap = isInside ? Math.max(overlap, distance) : overlap;
            double beyond = region.at(nearest.at(0), nearest.at(1), nearest.at(2));
            if (beyond < -BORDER_STEPS * settings.step()) {
                (isNear ? inner : outer).add(new Facet(t, mesh.area(t), distance));
            }
        }
        var numbers =
                new BolusFit(
                        mesh.volume(),
                        inner.stream().mapToDouble(Facet::area).sum(),
                        mean(inner, Facet::distance),
                        mean(outer, Facet::distance),
                        mean(outer, facet -> Math.abs(facet.distance() - settings.thickness())),
                        percentile(outer),
                        overlap);
        return new Fit(numbers, side(mesh, outer));
    }

    private static OuterSide side(TriangleMesh mesh, List<Facet> facets) {
        var middles = new float[3 * facets.size()];
        var distances = new float[facets.size()];
        var direction = new double[3];
        for (int i = 0; i < distances.length; i++) {
            var facet = facets.get(i);
            distances[i] = (float) facet.distance();
            for (int axis = 0; axis < 3; axis++) {
                middles[3 * i + axis] = (float) mesh.middle(facet.triangle(), axis);
                direction[axis] += mesh.normal(facet.triangle(), axis);
            }
        }
        return new OuterSide(middles, distances, direction);
    }

    private static double mean(List<Facet> facets, ToDoubleFunction<Facet> number) {
        double area = facets.stream().mapToDouble(Facet::area).sum();
        double sum = 0;
        for (var facet : facets) {
            sum += facet.area() * number.applyAsDouble(facet);
        }
        return area > 0 ? sum / area : Double.NaN;
    }

    private static double percentile(List<Facet> facets) {
        double area = facets.stream().mapToDouble(Facet::area).sum();
        facets.sort(Comparator.comparingDouble(Facet::distance));
        double walked = 0;
        for (var facet : facets) {
            walked += facet.area();
            if (walked >= PERCENTILE * area) {
                return facet.distance();
            }
        }
        return Double.NaN;
    }
}
