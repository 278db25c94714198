// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.mesh;

import spiders.analysis.geometry.Slab;
import spiders.analysis.geometry.Solid;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A field that is 0 on a surface through the planes of a solid and below 0 in it: in each plane the
 * distance to the region's boundary, and between planes linear. So the surface goes over from plane
 * to plane and has no steps. Beyond the first and the last plane, the distance to the end of their
 * slabs bounds it.
 *
 * <p>It is a distance in the planes only; across them it is a bound at best.
 */
public final class SolidField {

    private final Solid solid;
    private final List<Slab> slabs;

    public SolidField(Solid solid) {
        this.solid = solid;
        this.slabs = solid.slabs();
    }

    /** The value at a point of the patient; infinite for an empty solid. */
    public double at(double px, double py, double pz) {
        if (slabs.isEmpty()) {
            return Double.POSITIVE_INFINITY;
        }
        var frame = solid.frame();
        double x = frame.x(px, py, pz);
        double y = frame.y(px, py, pz);
        double position = frame.position(px, py, pz);
        int above = 0;
        while (above < slabs.size() && slabs.get(above).position() < position) {
            above++;
        }
        if (above == 0) {
            return Math.max(inPlane(0, x, y), slabs.getFirst().from() - position);
        }
        if (above == slabs.size()) {
            return Math.max(inPlane(above - 1, x, y), position - slabs.getLast().to());
        }
        var low = slabs.get(above - 1);
        var high = slabs.get(above);
        if (high.from() - low.to() > 1e-6) {
            // A gap that was left: each side ends with its slab.
            return Math.min(
                    Math.max(inPlane(above - 1, x, y), position - low.to()),
                    Math.max(inPlane(above, x, y), high.from() - position));
        }
        double share = (position - low.position()) / (high.position() - low.position());
        return (1 - share) * inPlane(above - 1, x, y) + share * inPlane(above, x, y);
    }

    private double inPlane(int slab, double x, double y) {
        var region = slabs.get(slab).region();
        double distance = region.distanceToBoundary(x, y);
        return region.contains(x, y) ? -distance : distance;
    }

    /**
     * The values on a grid, on the common pool's threads: exact within two steps of the surface,
     * and elsewhere no nearer to 0 than that.
     */
    public float[] on(FieldGrid grid) {
        var values = new float[grid.size()];
        IntStream.range(0, grid.planes() * grid.rows())
                .parallel()
                .forEach(line -> fill(grid, line, values));
        return values;
    }

    private void fill(FieldGrid grid, int line, float[] values) {
        double y = grid.at(1, line % grid.rows());
        double z = grid.at(2, Math.floorDiv(line, grid.rows()));
        // Along a line in the planes a distance changes by no more than the way that is gone.
        boolean canSkip = Math.abs(solid.frame().position(1, 0, 0)) < 1e-9;
        double known = 0;
        int column = 0;
        while (column < grid.columns()) {
            known = at(grid.at(0, column), y, z);
            double spare = canSkip ? Math.abs(known) / grid.step() - 2 : 0;
            int until = (int) Math.clamp(column + Math.floor(spare), column + 1, grid.columns());
            for (; column < until; column++) {
                values[line * grid.columns() + column] = (float) known;
            }
        }
    }
}
