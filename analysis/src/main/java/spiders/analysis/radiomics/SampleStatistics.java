// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

import java.util.Arrays;

/** Moments and order statistics of a sample, population style as the manual has them. */
final class SampleStatistics {

    /** What differs by less, as a share of itself, differs by rounding alone. */
    private static final double ROUNDING = 1e-9;

    private final double[] sorted;
    final double mean;

    SampleStatistics(double[] sample) {
        sorted = sample.clone();
        Arrays.sort(sorted);
        mean = Arrays.stream(sorted).sum() / sorted.length;
    }

    /** Whether all between two values is one value but for rounding. */
    static boolean isFlat(double min, double max) {
        return max - min <= ROUNDING * Math.max(Math.abs(min), Math.abs(max));
    }

    /** Whether the sample is one value but for rounding; its shape is then undefined. */
    boolean isFlat() {
        return isFlat(min(), max());
    }

    double variance() {
        return moment(2);
    }

    double skewness() {
        return isFlat() ? Double.NaN : moment(3) / Math.pow(moment(2), 1.5);
    }

    /** Excess kurtosis: 0 for a normal distribution. */
    double kurtosis() {
        return isFlat() ? Double.NaN : moment(4) / (moment(2) * moment(2)) - 3;
    }

    private double moment(int order) {
        double sum = 0;
        for (double x : sorted) {
            double off = x - mean;
            double power = off * off;
            sum += order == 2 ? power : order == 3 ? power * off : power * power;
        }
        return sum / sorted.length;
    }

    double min() {
        return sorted[0];
    }

    double max() {
        return sorted[sorted.length - 1];
    }

    double median() {
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** The lowest value that at least this share of the sample does not exceed. */
    double percentile(int percent) {
        long rank = ((long) percent * sorted.length + 99) / 100;
        return sorted[(int) Math.max(1, rank) - 1];
    }

    double interquartileRange() {
        return percentile(75) - percentile(25);
    }

    double quartileDispersion() {
        return interquartileRange() / (percentile(75) + percentile(25));
    }

    double meanAbsoluteDeviation() {
        return absoluteDeviation(mean);
    }

    double medianAbsoluteDeviation() {
        return absoluteDeviation(median());
    }

    private double absoluteDeviation(double centre) {
        return Arrays.stream(sorted).map(x -> Math.abs(x - centre)).sum() / sorted.length;
    }

    /** Mean absolute deviation of what lies between the 10th and 90th percentile. */
    double robustAbsoluteDeviation() {
        double low = percentile(10);
        double high = percentile(90);
        double[] middle = Arrays.stream(sorted).filter(x -> x >= low && x <= high).toArray();
        double centre = Arrays.stream(middle).sum() / middle.length;
        return Arrays.stream(middle).map(x -> Math.abs(x - centre)).sum() / middle.length;
    }

    double variationCoefficient() {
        return Math.sqrt(variance()) / mean;
    }

    double energy() {
        return Arrays.stream(sorted).map(x -> x * x).sum();
    }

    double rootMeanSquare() {
        return Math.sqrt(energy() / sorted.length);
    }
}
