// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.study;

import spiders.analysis.statistics.Bootstrap;
import spiders.analysis.statistics.ExactFriedman;
import spiders.analysis.statistics.FriedmanTest;
import spiders.analysis.statistics.Quartiles;
import spiders.analysis.statistics.RatingTable;
import spiders.analysis.statistics.WilcoxonSignedRank;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One metric of several products on the same cases. A case counts only if every product has a value
 * in it; a value that is infinite is worse than every other, as a distance to what was not drawn is
 * (worst rank, Lachin 1999), and equal to another such.
 */
public final class MetricComparison {

    /** Which values are good ones. */
    public enum Better {
        MORE,
        LESS
    }

    /** With fewer no percentile interval of a median holds 95 %: 2 in 2^5 are beyond all values. */
    public static final int LEAST_FOR_INTERVAL = 6;

    private final Better better;
    private final List<List<Double>> cases;
    private final double beyond;

    private MetricComparison(Better better, List<List<Double>> cases) {
        this.better = better;
        this.cases = cases;
        this.beyond =
                1
                        + 2
                                * cases.stream()
                                        .flatMap(List::stream)
                                        .mapToDouble(Math::abs)
                                        .filter(Double::isFinite)
                                        .max()
                                        .orElse(0);
    }

    /**
     * Takes the complete cases.
     *
     * @param cases of each case a value a product, a number or positive infinity
     * @throws IllegalArgumentException if a value is neither, more would be better and one is
     *     infinite, or cases have different numbers of products
     */
    public static MetricComparison of(Better better, List<List<Double>> cases) {
        var copied = new ArrayList<List<Double>>();
        for (var one : cases) {
            boolean isUsable = one.size() == cases.getFirst().size();
            for (double value : one) {
                isUsable &= Double.isFinite(value) || (isWorst(value) && better == Better.LESS);
            }
            if (!isUsable) {
                throw new IllegalArgumentException("Not one value of each product: " + one);
            }
            copied.add(List.copyOf(one));
        }
        return new MetricComparison(better, copied);
    }

    private static boolean isWorst(double value) {
        return value == Double.POSITIVE_INFINITY;
    }

    /** How many complete cases there are. */
    public int cases() {
        return cases.size();
    }

    /** How many products. */
    public int products() {
        return cases.isEmpty() ? 0 : cases.getFirst().size();
    }

    /** The values of a product, case by case. */
    public List<Double> values(int product) {
        return cases.stream().map(one -> one.get(product)).toList();
    }

    /** The median and quartiles of a product; empty if there is no case. */
    public Optional<Quartiles> quartiles(int product) {
        return cases.isEmpty() ? Optional.empty() : Optional.of(Quartiles.of(values(product)));
    }

    /** Rank 1 is the best; of at least two products and two cases. */
    private Optional<RatingTable> ranked() {
        if (cases() < 2 || products() < 2) {
            return Optional.empty();
        }
        double sign = better == Better.MORE ? -1 : 1;
        return Optional.of(
                RatingTable.of(
                        cases.stream()
                                .map(one -> one.stream().map(v -> sign * finite(v)).toList())
                                .toList()));
    }

    private double finite(double value) {
        return isWorst(value) ? beyond : value;
    }

    /**
     * Whether the products differ, and the mean rank of each, 1 the best; empty of fewer than two
     * cases or products, and where all are alike in every case.
     */
    public Optional<FriedmanTest> friedman() {
        return ranked().flatMap(FriedmanTest::of);
    }

    /** The exact p value of that test, where it can be counted. */
    public OptionalDouble exactP() {
        return ranked().map(ExactFriedman::p).orElse(OptionalDouble.empty());
    }

    /** Whether two products differ; empty where they never do. */
    public Optional<WilcoxonSignedRank> wilcoxon(int first, int second) {
        var mine = new ArrayList<Double>();
        var theirs = new ArrayList<Double>();
        for (var one : cases) {
            double a = one.get(first);
            double b = one.get(second);
            boolean isFinite = Double.isFinite(a) && Double.isFinite(b);
            // One that is worse than every other differs by more than any two numbers do.
            mine.add(isFinite ? a : isWorst(a) && !isWorst(b) ? beyond : 0);
            theirs.add(isFinite ? b : isWorst(b) && !isWorst(a) ? beyond : 0);
        }
        return cases.isEmpty() ? Optional.empty() : WilcoxonSignedRank.of(mine, theirs);
    }

    /**
     * How far two products are apart, case by case.
     *
     * @param median of the differences, first less second; infinite where half of them are
     * @param interval of that median; empty below {@value MetricComparison#LEAST_FOR_INTERVAL}
     *     cases, and where a difference is not finite
     */
    public record Difference(double median, Optional<Bootstrap.Interval> interval) {}

    /** The differences of two products; empty if there is no case. */
    public Optional<Difference> difference(int first, int second, Bootstrap bootstrap) {
        var differences =
                cases.stream().map(one -> difference(one.get(first), one.get(second))).toList();
        if (differences.isEmpty()) {
            return Optional.empty();
        }
        boolean hasInterval =
                differences.size() >= LEAST_FOR_INTERVAL
                        && differences.stream().allMatch(Double::isFinite);
        return Optional.of(
                new Difference(
                        Quartiles.of(differences).median(),
                        hasInterval
                                ? bootstrap.interval(
                                        differences, drawn -> Quartiles.of(drawn).median())
                                : Optional.empty()));
    }

    private static double difference(double first, double second) {
        return first == second ? 0 : first - second;
    }
}
