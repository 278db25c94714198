// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import spiders.analysis.statistics.Bootstrap;
import spiders.analysis.statistics.Quartiles;
import spiders.analysis.study.MetricComparison.Better;

import java.util.List;

/** Against scipy 1.17: friedmanchisquare, wilcoxon, t.sf, percentile; p by full enumeration. */
class MetricComparisonTest {

    private static final double WORST = Double.POSITIVE_INFINITY;
    private static final Bootstrap BOOTSTRAP = new Bootstrap(1, 2000, 0.95);

    private static final List<List<Double>> DICE =
            List.of(
                    List.of(0.92, 0.88, 0.85),
                    List.of(0.90, 0.91, 0.80),
                    List.of(0.95, 0.90, 0.84),
                    List.of(0.89, 0.86, 0.87),
                    List.of(0.93, 0.92, 0.81),
                    List.of(0.91, 0.87, 0.83),
                    List.of(0.94, 0.89, 0.88));

    private final MetricComparison dice = MetricComparison.of(Better.MORE, DICE);

    @Test
    void products_are_ranked_with_the_best_first_and_tested() {
        var friedman = dice.friedman().orElseThrow();

        assertThat(friedman.chiSquare()).isCloseTo(10.285714285714278, within(1e-9));
        assertThat(friedman.p()).isCloseTo(0.005840977343195272, within(1e-9));
        assertThat(dice.exactP().orElseThrow()).isCloseTo(0.0036222565157750346, within(1e-12));
        assertThat(friedman.meanRanks()).first().isEqualTo(8 / 7.0);
        assertThat(friedman.pairs().get(1).t()).isCloseTo(5.764613536983137, within(1e-9));
        assertThat(friedman.pairs().get(1).holmP())
                .isCloseTo(3 * 8.955748699065655e-05, within(1e-9));
        assertThat(friedman.pairs().get(2).holmP())
                .isCloseTo(2 * 0.01377148048182051, within(1e-9));
    }

    @Test
    void medians_differences_and_signed_ranks_are_those_of_the_reference() {
        assertThat(dice.quartiles(2).orElseThrow().median()).isEqualTo(0.84);
        assertThat(dice.quartiles(0).orElseThrow().low()).isCloseTo(0.905, within(1e-12));
        assertThat(dice.wilcoxon(0, 1).orElseThrow().p()).isCloseTo(0.046875, within(1e-12));
        var difference = dice.difference(0, 1, BOOTSTRAP).orElseThrow();
        assertThat(difference.median()).isCloseTo(0.04, within(1e-12));
        assertThat(difference.interval().orElseThrow().low()).isBetween(-0.011, 0.031);
        assertThat(difference.interval().orElseThrow().high()).isCloseTo(0.05, within(1e-9));
    }

    /** A distance to what was not drawn: the last rank, whatever the other distances are. */
    @Test
    void what_was_not_drawn_is_worse_than_everything_and_never_a_number() {
        var distances =
                MetricComparison.of(
                        Better.LESS,
                        List.of(
                                List.of(1.0, WORST),
                                List.of(2.0, 3.0),
                                List.of(WORST, WORST),
                                List.of(500.0, 1.0)));

        assertThat(distances.quartiles(0).orElseThrow()).isEqualTo(new Quartiles(1.75, 251, WORST));
        assertThat(distances.quartiles(1).orElseThrow().median()).isInfinite();
        assertThat(distances.friedman().orElseThrow().meanRanks()).containsExactly(1.375, 1.625);
        // Of the differences -499, 1 and one beyond all numbers: 2 + 1 ranks against 3.
        assertThat(distances.wilcoxon(0, 1).orElseThrow().pairs()).isEqualTo(3);
        assertThat(distances.wilcoxon(0, 1).orElseThrow().statistic()).isEqualTo(2);
        var difference = distances.difference(0, 1, BOOTSTRAP).orElseThrow();
        assertThat(difference.median()).isEqualTo(-0.5);
        assertThat(difference.interval()).isEmpty();
    }

    @Test
    void of_five_cases_a_median_has_no_interval_and_of_six_it_has() {
        var five = MetricComparison.of(Better.MORE, DICE.subList(0, 5));
        var six = MetricComparison.of(Better.MORE, DICE.subList(0, 6));

        assertThat(five.difference(0, 1, BOOTSTRAP).orElseThrow().interval()).isEmpty();
        assertThat(six.difference(0, 1, BOOTSTRAP).orElseThrow().interval()).isPresent();
    }

    @Test
    void of_no_case_or_one_nothing_is_tested() {
        var none = MetricComparison.of(Better.MORE, List.of());
        var one = MetricComparison.of(Better.MORE, DICE.subList(0, 1));

        assertThat(none.cases()).isZero();
        assertThat(none.quartiles(0)).isEmpty();
        assertThat(none.difference(0, 1, BOOTSTRAP)).isEmpty();
        assertThat(none.wilcoxon(0, 1)).isEmpty();
        assertThat(one.friedman()).isEmpty();
        assertThat(one.exactP()).isEmpty();
        assertThat(one.quartiles(0)).hasValue(new Quartiles(0.92, 0.92, 0.92));
    }

    @Test
    void a_value_that_is_none_is_refused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(
                        () -> MetricComparison.of(Better.LESS, List.of(List.of(1.0, Double.NaN))));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> MetricComparison.of(Better.MORE, List.of(List.of(1.0, WORST))));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() ->
                        MetricComparison.of(Better.LESS, List.of(List.of(1.0, 2.0), List.of(1.0))));
    }
}
