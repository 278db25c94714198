// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.statistics;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Whether paired values differ in location (Wilcoxon 1945), two-sided.
 *
 * <p>Pairs without difference are left out; tied differences share their mid-rank.
 *
 * @param pairs how many pairs differ
 * @param statistic the smaller of the two rank sums
 * @param p two-sided
 * @param method how {@code p} was found
 */
public record WilcoxonSignedRank(int pairs, double statistic, double p, Method method) {

    static final int MAX_EXACT = 15;

    /** Where the p value comes from. */
    public enum Method {
        /** All sign assignments counted, ties included: up to {@value #MAX_EXACT} pairs. */
        EXACT,
        /** Normal approximation with tie correction and no continuity correction. */
        NORMAL
    }

    /** Tests first against second; empty when no pair differs. */
    public static Optional<WilcoxonSignedRank> of(List<Double> first, List<Double> second) {
        double[] a = Samples.finite(first);
        double[] b = Samples.finite(second);
        double magnitude = Math.max(Ranks.magnitude(a), Ranks.magnitude(b));
        double[] differences =
                Arrays.stream(Samples.differences(a, b))
                        .filter(d -> !Ranks.isZero(d, magnitude))
                        .toArray();
        if (differences.length == 0) {
            return Optional.empty();
        }
        var ranks = Ranks.of(Arrays.stream(differences).map(Math::abs).toArray(), magnitude);
        double positive = 0;
        double negative = 0;
        for (int i = 0; i < differences.length; i++) {
            if (differences[i] > 0) {
                positive += ranks.rank(i);
            } else {
                negative += ranks.rank(i);
            }
        }
        int n = differences.length;
        double smaller = Math.min(positive, negative);
        boolean exact = n <= MAX_EXACT;
        double p = exact ? exactP(ranks, n, smaller) : normalP(n, ranks.tieSum(), smaller);
        return Optional.of(
                new WilcoxonSignedRank(n, smaller, p, exact ? Method.EXACT : Method.NORMAL));
    }

    /** Counts, over all 2^n signs, the rank sums not above the observed one; ranks are halves. */
    private static double exactP(Ranks ranks, int n, double smaller) {
        var counts = new long[n * (n + 1) + 1];
        counts[0] = 1;
        int reached = 0;
        for (int i = 0; i < n; i++) {
            int doubled = (int) Math.round(2 * ranks.rank(i));
            for (int sum = reached; sum >= 0; sum--) {
                counts[sum + doubled] += counts[sum];
            }
            reached += doubled;
        }
        long below = 0;
        for (int sum = 0; sum <= Math.round(2 * smaller); sum++) {
            below += counts[sum];
        }
        return Math.min(1, 2.0 * below / (1L << n));
    }

    static double normalP(int n, double tieSum, double smaller) {
        double mean = n * (n + 1.0) / 4;
        double variance = n * (n + 1.0) * (2.0 * n + 1) / 24 - tieSum / 48;
        double squared = (smaller - mean) * (smaller - mean) / variance;
        // The square of a standard normal has one degree of freedom: both tails at once.
        return ChiSquaredDistribution.of(1).survivalProbability(squared);
    }
}
