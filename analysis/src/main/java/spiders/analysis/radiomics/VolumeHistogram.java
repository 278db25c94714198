// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

import spiders.analysis.radiomics.RegionTooLargeException.Bound;

import java.util.Arrays;

/** The cumulative intensity-volume histogram: what share of the region has at least a level. */
final class VolumeHistogram {

    private static final long MAX_LEVELS = 4_000_000;

    /** Far above the rounding of a share of the range, far below the share of one level. */
    private static final double SLACK = 1e-9;

    /** Intensity of each level, ascending. */
    private final double[] levels;

    /** Share of the region at or above each level. */
    private final double[] shares;

    private VolumeHistogram(double[] levels, double[] sample) {
        this.levels = levels;
        shares = new double[levels.length];
        double[] sorted = sample.clone();
        Arrays.sort(sorted);
        int below = 0;
        for (int i = 0; i < levels.length; i++) {
            while (below < sorted.length && sorted[below] < levels[i]) {
                below++;
            }
            shares[i] = (sorted.length - below) / (double) sorted.length;
        }
    }

    static VolumeHistogram of(Region region, Discretisation discretisation) {
        double[] sample = region.sample();
        double min = Arrays.stream(sample).min().orElseThrow();
        double max = Arrays.stream(sample).max().orElseThrow();
        var bounds = region.resegmentation;
        double low = Double.isInfinite(bounds.low()) ? min : bounds.low();
        double high = Double.isInfinite(bounds.high()) ? max : bounds.high();
        return switch (discretisation) {
            case Discretisation.AsIs() -> asIs(sample, low, high);
            case Discretisation.FixedBinSize(double width) -> ofWidth(sample, low, high, width);
            case Discretisation.FixedBinNumber(int bins) -> ofNumber(sample, min, max, bins);
        };
    }

    /** Whole intensities step by one; others are levels themselves. */
    private static VolumeHistogram asIs(double[] sample, double low, double high) {
        if (Arrays.stream(sample).allMatch(x -> x == Math.rint(x))) {
            double first = Math.ceil(low);
            return new VolumeHistogram(steps(first, 1, Math.floor(high) - first + 1), sample);
        }
        var statistics = new SampleStatistics(sample);
        if (statistics.isFlat()) {
            return new VolumeHistogram(new double[] {statistics.min()}, sample);
        }
        return new VolumeHistogram(Arrays.stream(sample).sorted().distinct().toArray(), sample);
    }

    private static VolumeHistogram ofWidth(double[] sample, double low, double high, double width) {
        // A range of whole bins must not win one by the rounding of its quotient.
        double bins = Math.max(1, Math.ceil((high - low) / width - SLACK));
        double[] levels = steps(low + width / 2, width, bins);
        double[] centres = sample.clone();
        for (int i = 0; i < centres.length; i++) {
            double bin = Math.floor((centres[i] - low) / width);
            // The level itself: the same centre computed twice need not be the same number.
            centres[i] = levels[(int) Math.min(bin, bins - 1)];
        }
        return new VolumeHistogram(levels, centres);
    }

    private static VolumeHistogram ofNumber(double[] sample, double min, double max, int bins) {
        double[] binned = sample.clone();
        for (int i = 0; i < binned.length; i++) {
            binned[i] = LevelGrid.bin(binned[i], min, max, bins);
        }
        return new VolumeHistogram(steps(1, 1, bins), binned);
    }

    private static double[] steps(double first, double step, double count) {
        RegionTooLargeException.require(Bound.HISTOGRAM_LEVELS, (long) count, MAX_LEVELS);
        var steps = new double[(int) count];
        Arrays.setAll(steps, i -> first + i * step);
        return steps;
    }

    void put(Values values) {
        double v10 = volumeAt(0.1);
        double v90 = volumeAt(0.9);
        double i10 = intensityAt(0.1);
        double i90 = intensityAt(0.9);
        double[] found = {v10, v90, i10, i90, v10 - v90, i10 - i90};
        values.putAll(FeatureFamily.INTENSITY_VOLUME_HISTOGRAM, Aggregation.REGION, found);
    }

    /** The share at or above a fraction of the range of levels; undefined for one level. */
    private double volumeAt(double fraction) {
        double first = levels[0];
        double range = levels[levels.length - 1] - first;
        for (int i = 0; i < levels.length; i++) {
            if ((levels[i] - first) / range >= fraction - SLACK) {
                return shares[i];
            }
        }
        return Double.NaN;
    }

    /** The lowest level that at most a share of the region has; undefined where none is so rare. */
    private double intensityAt(double share) {
        for (int i = 0; i < levels.length; i++) {
            if (shares[i] <= share) {
                return levels[i];
            }
        }
        return Double.NaN;
    }
}
