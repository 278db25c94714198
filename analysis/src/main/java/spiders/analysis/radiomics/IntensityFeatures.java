// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

import java.util.Arrays;

/** Intensity statistics, and the histogram of grey levels. */
final class IntensityFeatures {

    private IntensityFeatures() {}

    static void putStatistics(Region region, Values values) {
        var s = new SampleStatistics(region.sample());
        double[] found = {
            s.mean,
            s.variance(),
            s.skewness(),
            s.kurtosis(),
            s.median(),
            s.min(),
            s.percentile(10),
            s.percentile(90),
            s.max(),
            s.interquartileRange(),
            s.max() - s.min(),
            s.meanAbsoluteDeviation(),
            s.robustAbsoluteDeviation(),
            s.medianAbsoluteDeviation(),
            s.variationCoefficient(),
            s.quartileDispersion(),
            s.energy(),
            s.rootMeanSquare()
        };
        values.putAll(FeatureFamily.INTENSITY_STATISTICS, Aggregation.REGION, found);
    }

    static void putHistogram(LevelGrid grid, Values values) {
        var counts = new double[grid.top + 1];
        for (int level : grid.levels) {
            counts[level]++;
        }
        counts[0] = 0;
        double total = Arrays.stream(counts).sum();
        var s =
                new SampleStatistics(
                        Arrays.stream(grid.levels)
                                .filter(level -> level > 0)
                                .asDoubleStream()
                                .toArray());
        double entropy = 0;
        double uniformity = 0;
        for (double count : counts) {
            double p = count / total;
            entropy -= p > 0 ? p * Math.log(p) / Math.log(2) : 0;
            uniformity += p * p;
        }
        double[] gradient = gradient(counts);
        int steepest = steepest(gradient, 1);
        int falling = steepest(gradient, -1);
        double[] found = {
            s.mean,
            s.variance(),
            s.skewness(),
            s.kurtosis(),
            s.median(),
            s.min(),
            s.percentile(10),
            s.percentile(90),
            s.max(),
            mode(counts, s.mean),
            s.interquartileRange(),
            s.max() - s.min(),
            s.meanAbsoluteDeviation(),
            s.robustAbsoluteDeviation(),
            s.medianAbsoluteDeviation(),
            s.variationCoefficient(),
            s.quartileDispersion(),
            entropy,
            uniformity,
            gradient[steepest],
            levelOf(gradient, steepest),
            gradient[falling],
            levelOf(gradient, falling)
        };
        values.putAll(FeatureFamily.INTENSITY_HISTOGRAM, Aggregation.REGION, found);
    }

    /** The commonest level; of several, that nearest to the mean. */
    private static int mode(double[] counts, double mean) {
        int mode = 1;
        for (int level = 2; level < counts.length; level++) {
            boolean nearer = Math.abs(level - mean) < Math.abs(mode - mean);
            if (counts[level] > counts[mode] || (counts[level] == counts[mode] && nearer)) {
                mode = level;
            }
        }
        return mode;
    }

    /** By level, differences over two bins, at the ends over one; NaN where there is one bin. */
    private static double[] gradient(double[] counts) {
        int top = counts.length - 1;
        var gradient = new double[top + 1];
        gradient[1] = top == 1 ? Double.NaN : counts[2] - counts[1];
        for (int level = 2; level < top; level++) {
            gradient[level] = (counts[level + 1] - counts[level - 1]) / 2;
        }
        if (top > 1) {
            gradient[top] = counts[top] - counts[top - 1];
        }
        return gradient;
    }

    /** A level as a value: undefined as its gradient is. */
    private static double levelOf(double[] gradient, int level) {
        return Double.isNaN(gradient[level]) ? Double.NaN : level;
    }

    private static int steepest(double[] gradient, int sign) {
        int found = 1;
        for (int level = 2; level < gradient.length; level++) {
            if (sign * gradient[level] > sign * gradient[found]) {
                found = level;
            }
        }
        return found;
    }
}
