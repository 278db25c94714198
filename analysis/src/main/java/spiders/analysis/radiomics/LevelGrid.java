// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

import spiders.analysis.radiomics.Region.Extent;
import spiders.analysis.radiomics.RegionTooLargeException.Bound;
import spiders.analysis.radiomics.UnusableRegionException.Reason;

/** Grey levels from 1 in the intensity mask, 0 outside of it. */
final class LevelGrid {

    static final int MAX_LEVELS = 1024;

    final Extent extent;
    final int[] levels;

    /** The highest level of the region. */
    final int top;

    private LevelGrid(Extent extent, int[] levels, int top) {
        this.extent = extent;
        this.levels = levels;
        this.top = top;
    }

    static LevelGrid of(Region region, Discretisation discretisation) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (double value : region.sample()) {
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        double low = region.resegmentation.low();
        double start = Double.isInfinite(low) ? min : low;
        var levels = new int[region.intensities.length];
        int top = 0;
        for (int i = 0; i < levels.length; i++) {
            if (region.intensity[i]) {
                double value = region.intensities[i];
                double level =
                        switch (discretisation) {
                            case Discretisation.AsIs() -> whole(value);
                            case Discretisation.FixedBinSize(double width) ->
                                    Math.floor((value - start) / width) + 1;
                            case Discretisation.FixedBinNumber(int bins) ->
                                    bin(value, min, max, bins);
                        };
                RegionTooLargeException.require(Bound.GREY_LEVELS, (long) level, MAX_LEVELS);
                levels[i] = (int) level;
                top = Math.max(top, levels[i]);
            }
        }
        return new LevelGrid(region.extent, levels, top);
    }

    /** The bin from 1 of a fixed number; all of a flat region is in the first. */
    static int bin(double value, double min, double max, int bins) {
        if (SampleStatistics.isFlat(min, max)) {
            return 1;
        }
        return (int) Math.min(bins, Math.floor(bins * (value - min) / (max - min)) + 1);
    }

    private static double whole(double value) {
        if (value < 1 || value != Math.rint(value)) {
            throw new UnusableRegionException(Reason.NOT_DISCRETE);
        }
        return value;
    }

    /** How many voxels of the region a slice holds. */
    int voxelsOfSlice(int k) {
        int size = extent.nx() * extent.ny();
        int count = 0;
        for (int i = k * size; i < (k + 1) * size; i++) {
            count += levels[i] > 0 ? 1 : 0;
        }
        return count;
    }

    int voxels() {
        int count = 0;
        for (int k = 0; k < extent.nz(); k++) {
            count += voxelsOfSlice(k);
        }
        return count;
    }

    /** The level at a position, 0 outside of the box. */
    int at(int i, int j, int k) {
        return extent.contains(i, j, k) ? levels[extent.index(i, j, k)] : 0;
    }
}
