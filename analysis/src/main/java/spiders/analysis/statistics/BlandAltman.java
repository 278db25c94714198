// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.statistics;

import org.apache.commons.statistics.distribution.TDistribution;

import java.util.List;

/**
 * Agreement of two measurements of the same things (Bland and Altman 1986, 1999).
 *
 * <p>From {@link #ofRatios} the values are ratios of first to second (computed on the logarithms
 * and transformed back), and {@code standardDeviation} and {@code limitStandardError} stay on the
 * log scale.
 *
 * @param pairs how many
 * @param bias mean difference, first less second; on the ratio scale the geometric mean ratio
 * @param standardDeviation of the differences, n-1 in its denominator
 * @param lowerLimit of agreement, bias less 1.96 standard deviations
 * @param upperLimit of agreement
 * @param biasLow lower end of the 95 % interval of the bias, by Student's t
 * @param biasHigh its upper end
 * @param limitStandardError of each limit: SD times the square root of 3/n
 */
public record BlandAltman(
        int pairs,
        double bias,
        double standardDeviation,
        double lowerLimit,
        double upperLimit,
        double biasLow,
        double biasHigh,
        double limitStandardError) {

    private static final double SPREAD = 1.96;

    /** Compares two paired samples of at least two values on their own scale. */
    public static BlandAltman of(List<Double> first, List<Double> second) {
        return of(Samples.finite(first), Samples.finite(second));
    }

    /**
     * Compares two paired samples by their ratio, as fits volumes.
     *
     * @throws UnusableSampleException where a value is not above 0
     */
    public static BlandAltman ofRatios(List<Double> first, List<Double> second) {
        var logs = of(logs(first), logs(second));
        return new BlandAltman(
                logs.pairs,
                Math.exp(logs.bias),
                logs.standardDeviation,
                Math.exp(logs.lowerLimit),
                Math.exp(logs.upperLimit),
                Math.exp(logs.biasLow),
                Math.exp(logs.biasHigh),
                logs.limitStandardError);
    }

    private static BlandAltman of(double[] first, double[] second) {
        double[] differences = Samples.differences(first, second);
        int n = differences.length;
        if (n < 2) {
            throw new UnusableSampleException("fewer than two pairs", n);
        }
        double bias = Samples.mean(differences);
        double deviation = Math.sqrt(Samples.squares(differences) / (n - 1));
        double t = TDistribution.of(n - 1).inverseCumulativeProbability(0.975);
        double half = t * deviation / Math.sqrt(n);
        return new BlandAltman(
                n,
                bias,
                deviation,
                bias - SPREAD * deviation,
                bias + SPREAD * deviation,
                bias - half,
                bias + half,
                deviation * Math.sqrt(3.0 / n));
    }

    private static double[] logs(List<Double> values) {
        double[] sample = Samples.finite(values);
        for (int i = 0; i < sample.length; i++) {
            if (sample[i] <= 0) {
                throw new UnusableSampleException("a ratio needs values above 0", sample.length);
            }
            sample[i] = Math.log(sample[i]);
        }
        return sample;
    }
}
