// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Mid-ranks of a sample, from 1, and the size of its ties.
 *
 * <p>Values nearer to each other than 1e-9 of the largest magnitude are tied: differences of
 * rounded decimals that are equal on paper differ in their last bits.
 */
final class Ranks {

    private static final double TIE_TOLERANCE = 1e-9;

    private final double[] ranks;
    private final double tieSum;

    private Ranks(double[] ranks, double tieSum) {
        this.ranks = ranks;
        this.tieSum = tieSum;
    }

    static Ranks of(double[] sample) {
        return of(sample, magnitude(sample));
    }

    /** Ranks values whose ties are judged against a given magnitude. */
    static Ranks of(double[] sample, double magnitude) {
        int[] order =
                IntStream.range(0, sample.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> sample[i]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        var ranks = new double[sample.length];
        double tolerance = TIE_TOLERANCE * magnitude;
        double tieSum = 0;
        int start = 0;
        while (start < order.length) {
            int end = start + 1;
            while (end < order.length && sample[order[end]] - sample[order[start]] <= tolerance) {
                end++;
            }
            for (int i = start; i < end; i++) {
                ranks[order[i]] = (start + 1 + end) / 2.0;
            }
            double size = end - start;
            tieSum += size * size * size - size;
            start = end;
        }
        return new Ranks(ranks, tieSum);
    }

    static double magnitude(double[] sample) {
        double largest = 0;
        for (double value : sample) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    static boolean isZero(double difference, double magnitude) {
        return Math.abs(difference) <= TIE_TOLERANCE * magnitude;
    }

    double rank(int index) {
        return ranks[index];
    }

    /** Sum of t cubed minus t over the groups of t tied values. */
    double tieSum() {
        return tieSum;
    }
}
