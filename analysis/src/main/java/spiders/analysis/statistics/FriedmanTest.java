// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.statistics;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.FDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether raters differ, by the ranks they take within each subject (Friedman 1937, with ties).
 *
 * @param chiSquare the statistic, corrected for ties
 * @param degreesOfFreedom raters less one
 * @param p of the chi-square approximation
 * @param kendallW concordance of the subjects, 0 to 1: chi-square over n(k-1)
 * @param imanDavenportF the less conservative F of Iman and Davenport (1980); infinite when every
 *     subject orders the raters alike
 * @param imanDavenportP of that F
 * @param meanRanks of each rater, 1 the smallest
 * @param conoverDegreesOfFreedom of every t in {@code pairs}: (n-1)(k-1)
 * @param pairs the post hoc comparisons of Conover and Iman (1979), in the order (0,1), (0,2), ...
 */
public record FriedmanTest(
        double chiSquare,
        int degreesOfFreedom,
        double p,
        double kendallW,
        double imanDavenportF,
        double imanDavenportP,
        List<Double> meanRanks,
        int conoverDegreesOfFreedom,
        List<PairComparison> pairs) {

    /** Half a million pairs. */
    static final int MAX_RATERS = 1000;

    public FriedmanTest {
        meanRanks = List.copyOf(meanRanks);
        pairs = List.copyOf(pairs);
    }

    /**
     * Two raters compared after the test.
     *
     * @param first index of a rater
     * @param second index of a later rater
     * @param t the statistic, without sign; infinite when the ranks leave no residual
     * @param p two-sided
     * @param holmP the same, adjusted over all pairs (Holm 1979)
     */
    public record PairComparison(int first, int second, double t, double p, double holmP) {}

    /**
     * Tests a table; empty when every subject ties all raters, for then no rank says anything.
     *
     * @throws UnusableSampleException above {@value #MAX_RATERS} raters, for each is compared with
     *     each
     */
    public static Optional<FriedmanTest> of(RatingTable table) {
        if (table.raters() > MAX_RATERS) {
            throw new UnusableSampleException("raters above the limit", table.raters());
        }
        var ranking = Ranking.of(table);
        int n = table.subjects();
        int k = table.raters();
        double correction = 1 - ranking.tieSum / (n * (double) k * ((double) k * k - 1));
        if (correction <= 1e-12) {
            return Optional.empty();
        }
        double squaredSums = ranking.squaredSums();
        double chiSquare =
                (12.0 / ((double) n * k * (k + 1)) * squaredSums - 3.0 * n * (k + 1)) / correction;
        double rest = n * (k - 1.0) - chiSquare;
        double f = rest <= 1e-9 * n * k ? Double.POSITIVE_INFINITY : (n - 1) * chiSquare / rest;
        int df = (n - 1) * (k - 1);
        return Optional.of(
                new FriedmanTest(
                        chiSquare,
                        k - 1,
                        ChiSquaredDistribution.of(k - 1).survivalProbability(chiSquare),
                        chiSquare / (n * (k - 1.0)),
                        f,
                        FDistribution.of(k - 1, df).survivalProbability(f),
                        ranking.means(n),
                        df,
                        conover(ranking, n, k)));
    }

    private static List<PairComparison> conover(Ranking ranking, int n, int k) {
        int df = (n - 1) * (k - 1);
        double residual = n * ranking.squares - ranking.squaredSums();
        double scale = residual <= 1e-9 * n * ranking.squares ? 0 : Math.sqrt(2 * residual / df);
        var students = TDistribution.of(df);
        var raw = new ArrayList<PairComparison>();
        for (int i = 0; i < k; i++) {
            for (int j = i + 1; j < k; j++) {
                double gap = Math.abs(ranking.sums[i] - ranking.sums[j]);
                double t = gap == 0 ? 0 : gap / scale;
                double p = Math.min(1, 2 * students.survivalProbability(t));
                raw.add(new PairComparison(i, j, t, p, p));
            }
        }
        var adjusted = Holm.adjust(raw.stream().map(PairComparison::p).toList());
        var pairs = new ArrayList<PairComparison>();
        for (int i = 0; i < raw.size(); i++) {
            var pair = raw.get(i);
            pairs.add(new PairComparison(pair.first, pair.second, pair.t, pair.p, adjusted.get(i)));
        }
        return pairs;
    }

    /** Rank sums by rater, and what the formulae need of the ranks beside. */
    private static final class Ranking {

        private final double[] sums;
        private double squares;
        private double tieSum;

        private Ranking(int raters) {
            sums = new double[raters];
        }

        static Ranking of(RatingTable table) {
            var ranking = new Ranking(table.raters());
            for (int i = 0; i < table.subjects(); i++) {
                var ranks = Ranks.of(table.row(i));
                ranking.tieSum += ranks.tieSum();
                for (int j = 0; j < table.raters(); j++) {
                    ranking.sums[j] += ranks.rank(j);
                    ranking.squares += ranks.rank(j) * ranks.rank(j);
                }
            }
            return ranking;
        }

        double squaredSums() {
            double total = 0;
            for (double sum : sums) {
                total += sum * sum;
            }
            return total;
        }

        List<Double> means(int subjects) {
            var means = new ArrayList<Double>();
            for (double sum : sums) {
                means.add(sum / subjects);
            }
            return means;
        }
    }
}
