// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.bolus;

import spiders.analysis.bolus.UnusableSkinException.Reason;
import spiders.analysis.geometry.Solid;
import spiders.analysis.mesh.FieldGrid;
import spiders.analysis.mesh.IsoSurface;
import spiders.analysis.mesh.SolidField;
import spiders.analysis.mesh.TriangleTree;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Makes a bolus from a field on a grid: the largest of how deep a point is in the body, how far it
 * is beyond the thickness, and how far its nearest point of the skin is beyond the region.
 * Distances are exact ones to a mesh of the skin.
 */
final class BolusMaker {

    /** Steps around the bolus. */
    private static final int MARGIN = 3;

    private final Solid body;
    private final SkinRegion region;
    private final BolusSettings settings;

    BolusMaker(Solid body, SkinRegion region, BolusSettings settings) {
        if (body.isEmpty()) {
            throw new UnusableSkinException(Reason.EMPTY_BODY);
        }
        this.body = body;
        this.region = region;
        this.settings = settings;
    }

    Bolus bolus() {
        var grid = grid();
        var depth = new SolidField(body).on(grid);
        var skin = IsoSurface.of(grid, depth, IsoSurface.MOST_TRIANGLES);
        if (skin.triangles() == 0) {
            throw new UnusableSkinException(Reason.NO_SKIN);
        }
        var tree = new TriangleTree(skin);
        var field = new float[grid.size()];
        IntStream.range(0, grid.planes() * grid.rows())
                .parallel()
                .forEach(line -> fill(grid, depth, tree, line, field));
        var pieces = new FieldPieces(grid, field);
        int count = pieces.keepLargest(settings.step());
        if (count == 0) {
            throw new UnusableSkinException(Reason.NO_SKIN);
        }
        var mesh = IsoSurface.of(grid, field, settings.mostTriangles());
        var fit = new FitMeasurement(body, region, settings, tree).of(mesh);
        return new Bolus(mesh, mesh.check(), fit.numbers(), fit.outer(), settings, count - 1);
    }

    /** Around what of the region the body can be in. */
    private FieldGrid grid() {
        List<double[]> bounds = SkinRegion.Within.bounds(body);
        double margin = settings.thickness() + MARGIN * settings.step();
        var low = new double[3];
        var high = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            low[axis] = Math.max(region.low(axis), bounds.get(0)[axis]) - margin;
            high[axis] = Math.min(region.high(axis), bounds.get(1)[axis]) + margin;
            if (low[axis] > high[axis] - 2 * margin) {
                throw new UnusableSkinException(Reason.NO_SKIN);
            }
        }
        return FieldGrid.covering(low, high, settings.step());
    }

    private void fill(FieldGrid grid, float[] depth, TriangleTree tree, int line, float[] field) {
        double y = grid.at(1, line % grid.rows());
        double z = grid.at(2, Math.floorDiv(line, grid.rows()));
        double step = settings.step();
        double outer = settings.thickness() + 2 * step;
        Arrays.fill(field, line * grid.columns(), (line + 1) * grid.columns(), (float) (2 * step));
        for (int column = 0; column < grid.columns(); column++) {
            int at = line * grid.columns() + column;
            boolean isOutside = depth[at] > 0;
            double x = grid.at(0, column);
            var nearest = tree.nearest(x, y, z, isOutside ? outer : 2 * step);
            if (nearest.isFound()) {
                double distance = isOutside ? nearest.distance() : -nearest.distance();
                double beyond = region.at(nearest.at(0), nearest.at(1), nearest.at(2));
                double value =
                        Math.max(
                                Math.max(-distance, distance - settings.thickness()),
                                Math.clamp(beyond, -2 * step, 2 * step));
                field[at] = (float) value;
            }
        }
    }
}
