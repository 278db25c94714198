// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.comparison;

import spiders.analysis.geometry.Region;
import spiders.analysis.geometry.Slab;
import spiders.analysis.geometry.Solid;

/**
 * How much of the reference would have to be drawn anew (after Vaassen 2020, on lengths and not on
 * pixels): in each drawn plane of the reference, the length of its boundary that is farther than a
 * tolerance from the other's boundary in the same plane. Where the other has no plane within a
 * quarter of the slab's thickness, all of it; a filled plane is one.
 *
 * @param tolerance in millimetres
 * @param added the length to draw, in millimetres
 * @param total the length of the boundary of the reference, in millimetres
 */
public record AddedPath(double tolerance, double added, double total) {

    /** What would have to be drawn anew of a reference; all of it where the other is empty. */
    public static AddedPath of(Solid reference, Solid test, ComparisonSettings settings) {
        double[] sums = new double[2];
        for (var slab : reference.drawn().slabs()) {
            if (!slab.isFilled()) {
                var other = planeAt(test.drawn(), slab);
                slab.region()
                        .walkBoundary(
                                settings.samplingStep(),
                                (x, y, length) -> {
                                    boolean isFar =
                                            other.distanceToBoundary(x, y)
                                                    > settings.pathTolerance();
                                    sums[0] += isFar ? length : 0;
                                    sums[1] += length;
                                });
            }
        }
        return new AddedPath(settings.pathTolerance(), sums[0], sums[1]);
    }

    private static Region planeAt(Solid test, Slab slab) {
        var best = Region.EMPTY;
        double nearest = slab.thickness() / 4;
        for (var other : test.slabs()) {
            double distance = Math.abs(other.position() - slab.position());
            if (distance < nearest) {
                nearest = distance;
                best = other.region();
            }
        }
        return best;
    }
}
