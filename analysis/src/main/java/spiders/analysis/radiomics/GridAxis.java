// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

import java.util.stream.IntStream;

/**
 * A stretch of one axis of the new grid, as positions on the old one.
 *
 * <p>The new grid has ceil(size * spacing / new spacing) voxels, its centre on the old one's.
 *
 * @param size voxels of the stretch
 * @param spacing mm
 * @param first position of its first voxel, in voxels of the old axis
 * @param step voxels of the old axis from one voxel to the next
 */
record GridAxis(int size, double spacing, double first, double step) {

    static GridAxis covering(
            Volume.Axis old, double spacing, MaskBox.Range range, double marginMm) {
        double step = spacing / old.spacing();
        // Spacings read from 32-bit fields must not add a voxel to a grid that fits.
        long whole = (long) Math.ceil(old.size() / step - 1e-6);
        RegionTooLargeException.require(
                RegionTooLargeException.Bound.REGION_VOXELS, whole, Preparation.MAX_REGION_VOXELS);
        int count = Math.max(1, (int) whole);
        double start = (old.size() - 1) / 2.0 - (count - 1) / 2.0 * step;
        double margin = Math.max(marginMm / old.spacing(), step) + 1;
        int low = index((range.first() - margin - start) / step, count);
        int high = index((range.last() + margin - start) / step, count);
        return new GridAxis(high - low + 1, spacing, start + low * step, step);
    }

    private static int index(double position, int count) {
        return Math.clamp(Math.round(position), 0, count - 1);
    }

    /** The positions of its voxels on the old axis. */
    double[] positions() {
        return IntStream.range(0, size).mapToDouble(i -> snap(first + i * step)).toArray();
    }

    /** Voxels that coincide on paper must coincide. */
    private static double snap(double position) {
        double nearest = Math.rint(position);
        return Math.abs(position - nearest) < 1e-9 ? nearest : position;
    }
}
