// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import spiders.analysis.study.MetricComparison;
import spiders.analysis.study.MetricComparison.Better;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The scores of a whole study, by organ, case and product; no more of each than its numbers. */
final class StudyTally {

    /** What a missed organ counts as. */
    enum Missed {
        /** Its scores: Dice 0, distances worse than any number. */
        WORST,
        /** Nothing: the case is left out of the organ's statistics. */
        LEAVE_OUT
    }

    /** The numbers of one score. */
    private record Numbers(boolean isMissed, List<Double> metrics, double reference, double cc) {}

    /** Volumes of pairs that both enclose something, in cubic centimetres. */
    record Volumes(List<Double> reference, List<Double> product) {}

    private final List<String> products;
    private final ContourMetrics metrics;
    private final Missed missed;
    private final Map<String, Map<String, Map<String, Numbers>>> organs = new TreeMap<>();

    StudyTally(List<String> products, ContourMetrics metrics, Missed missed) {
        this.products = List.copyOf(products);
        this.metrics = metrics;
        this.missed = missed;
    }

    void add(Score score) {
        organs.computeIfAbsent(score.organ(), _ -> new TreeMap<>())
                .computeIfAbsent(score.caseName(), _ -> new TreeMap<>())
                .put(
                        score.product(),
                        new Numbers(
                                score.isMissed(),
                                score.metrics(),
                                score.hasBothVolumes() ? score.referenceVolume() : Double.NaN,
                                score.productVolume()));
    }

    List<String> organs() {
        return List.copyOf(organs.keySet());
    }

    /**
     * The products that an organ's statistics are of: all; or, where missed organs are left out,
     * those that drew it at least once.
     */
    List<String> products(String organ) {
        return missed == Missed.WORST
                ? products
                : products.stream().filter(product -> drawn(organ, product) > 0).toList();
    }

    private long drawn(String organ, String product) {
        return numbers(organ, product).stream().filter(one -> !one.isMissed).count();
    }

    /** In how many cases a product missed an organ. */
    long missed(String organ, String product) {
        return numbers(organ, product).stream().filter(Numbers::isMissed).count();
    }

    /** In how many cases an organ of a product was scored, or found missing. */
    int scored(String organ, String product) {
        return numbers(organ, product).size();
    }

    /** Of those cases in which anything was compared. */
    private List<Numbers> numbers(String organ, String product) {
        return cases(organ).stream()
                .flatMap(of -> Optional.ofNullable(of.get(product)).stream())
                .filter(one -> one.isMissed || !one.metrics.stream().allMatch(v -> v.isNaN()))
                .toList();
    }

    private List<Map<String, Numbers>> cases(String organ) {
        var cases = organs.get(organ);
        return cases == null ? List.of() : List.copyOf(cases.values());
    }

    /** The complete cases of a metric: those in which every product has a value. */
    MetricComparison comparison(String organ, String metric) {
        int at = metrics.names().indexOf(metric);
        var complete = new ArrayList<List<Double>>();
        for (var one : cases(organ)) {
            var values = products(organ).stream().map(product -> value(one, product, at)).toList();
            if (values.stream().noneMatch(value -> value.isNaN())) {
                complete.add(values);
            }
        }
        return MetricComparison.of(
                ContourMetrics.isMoreBetter(metric) ? Better.MORE : Better.LESS, complete);
    }

    private double value(Map<String, Numbers> one, String product, int metric) {
        var numbers = one.get(product);
        if (numbers == null || (numbers.isMissed && missed == Missed.LEAVE_OUT)) {
            return Double.NaN;
        }
        return numbers.metrics.get(metric);
    }

    /** The volumes of an organ where reference and product both enclose something. */
    Volumes volumes(String organ, String product) {
        var both = numbers(organ, product).stream().filter(one -> one.reference > 0).toList();
        return new Volumes(
                both.stream().map(Numbers::reference).toList(),
                both.stream().map(Numbers::cc).toList());
    }
}
