// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.contour;

import spiders.analysis.contour.ContourWarning.Kind;
import spiders.analysis.geometry.PlaneFrame;
import spiders.analysis.geometry.Region;
import spiders.analysis.geometry.Ring;
import spiders.analysis.geometry.Section;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the common direction of an ROI's contours, and puts those of one plane together. */
final class PlaneSorter {

    /** Contours nearer than this are of one plane; points farther off their plane are not of it. */
    private static final double FLATNESS = 0.1;

    private static final double LEAST_AREA = 1e-3;

    /** Points that differ less are the same when contours are compared. */
    private static final double SAME = 1e-3;

    private record Placed(int contour, double position, Ring ring) {}

    private record GridPoint(long x, long y) {}

    private final ROI roi;
    private final List<ContourWarning> warnings = new ArrayList<>();

    PlaneSorter(ROI roi) {
        this.roi = roi;
    }

    ContourPlanes planes() {
        var frame = frame();
        var placed = new ArrayList<Placed>();
        for (int i = 0; i < roi.contours().size(); i++) {
            var contour = roi.contours().get(i);
            switch (contour.type()) {
                case POINT -> warnings.add(new ContourWarning(Kind.POINT, i));
                case OPEN_PLANAR, OPEN_NONPLANAR -> warnings.add(new ContourWarning(Kind.OPEN, i));
                case CLOSED_PLANAR, CLOSEDPLANAR_XOR -> place(frame, contour, i, placed);
            }
        }
        placed.sort(Comparator.comparingDouble(Placed::position));
        return new ContourPlanes(frame, sections(placed), warnings);
    }

    /** The frame of the largest contour, whose direction is the surest. */
    private PlaneFrame frame() {
        double[] largest = new double[3];
        for (var contour : roi.contours()) {
            double[] vector = contour.type().isClosed() ? contour.areaVector() : new double[3];
            largest = square(vector) > square(largest) ? vector : largest;
        }
        return square(largest) > 0
                ? PlaneFrame.of(largest[0], largest[1], largest[2])
                : PlaneFrame.AXIAL;
    }

    private static double square(double[] v) {
        return v[0] * v[0] + v[1] * v[1] + v[2] * v[2];
    }

    private void place(PlaneFrame frame, Contour contour, int index, List<Placed> placed) {
        var xs = new double[contour.size()];
        var ys = new double[contour.size()];
        double sum = 0;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < xs.length; i++) {
            double x = contour.at(i, 0);
            double y = contour.at(i, 1);
            double z = contour.at(i, 2);
            xs[i] = frame.x(x, y, z);
            ys[i] = frame.y(x, y, z);
            double position = frame.position(x, y, z);
            sum += position;
            low = Math.min(low, position);
            high = Math.max(high, position);
        }
        var ring = Ring.of(xs, ys);
        // A figure of eight has no signed area, and encloses something all the same.
        if (Math.abs(ring.signedArea()) < LEAST_AREA && Region.of(ring).area() < LEAST_AREA) {
            boolean isUpright = high - low > FLATNESS && square(contour.areaVector()) > 0;
            if (isUpright) {
                throw new MixedPlanesException(roi.number(), index);
            }
            warnings.add(new ContourWarning(Kind.ZERO_AREA, index));
            return;
        }
        if (high - low > FLATNESS) {
            throw new MixedPlanesException(roi.number(), index);
        }
        placed.add(new Placed(index, sum / xs.length, ring));
    }

    private List<Section> sections(List<Placed> placed) {
        var sections = new ArrayList<Section>();
        int from = 0;
        for (int i = 1; i <= placed.size(); i++) {
            boolean isEnd =
                    i == placed.size()
                            || placed.get(i).position() - placed.get(from).position() > FLATNESS;
            if (isEnd) {
                var region = Region.of(different(placed.subList(from, i)));
                if (!region.isEmpty()) {
                    sections.add(new Section(placed.get(from).position(), region));
                }
                from = i;
            }
        }
        return sections;
    }

    /** The rings of a plane, each once, wherever it starts and whichever way it turns. */
    private List<Ring> different(List<Placed> plane) {
        var rings = new ArrayList<Ring>();
        var seen = new HashSet<Set<GridPoint>>();
        for (var placed : plane) {
            if (plane.size() == 1 || seen.add(points(placed.ring()))) {
                rings.add(placed.ring());
            } else {
                warnings.add(new ContourWarning(Kind.DUPLICATE, placed.contour()));
            }
        }
        return rings;
    }

    private static Set<GridPoint> points(Ring ring) {
        var points = new HashSet<GridPoint>();
        for (int i = 0; i < ring.size(); i++) {
            points.add(new GridPoint(Math.round(ring.x(i) / SAME), Math.round(ring.y(i) / SAME)));
        }
        return points;
    }
}
