// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

class ExactFriedmanTest {

    private static double p(List<? extends List<? extends Number>> rows) {
        return ExactFriedman.p(RatingTable.of(rows)).orElseThrow();
    }

    /** Of Friedman's tables, as Siegel 1956 has them (table N): to the digits printed there. */
    @Test
    void without_ties_it_is_that_of_the_published_tables() {
        var up = List.of(1, 2, 3);

        assertThat(p(Collections.nCopies(3, up))).isCloseTo(0.028, within(0.0005));
        assertThat(p(List.of(up, up, up, List.of(2, 1, 3)))).isCloseTo(0.042, within(0.0005));
        assertThat(p(Collections.nCopies(4, up))).isCloseTo(0.0046, within(0.00005));
        assertThat(p(Collections.nCopies(5, up))).isCloseTo(0.00077, within(0.000005));
        assertThat(p(Collections.nCopies(2, List.of(1, 2, 3, 4)))).isCloseTo(0.042, within(0.0005));
        assertThat(p(Collections.nCopies(3, List.of(1, 2, 3, 4))))
                .isCloseTo(0.0017, within(0.00005));
    }

    /** Subjects that order k raters alike have one of k! orders to the power of n-1 in common. */
    @Test
    void of_subjects_that_all_order_alike_it_is_a_closed_form() {
        assertThat(p(Collections.nCopies(6, List.of(1, 2, 3, 4, 5))))
                .isCloseTo(Math.pow(120, -5), within(1e-15));
        assertThat(p(Collections.nCopies(10, List.of(4, 3)))).isCloseTo(0x1p-9, within(1e-12));
    }

    /** By an enumeration in another program (Python) of all 24^5 orders of these ranks. */
    @Test
    void ties_stay_and_are_allowed_for() {
        var rows =
                List.of(
                        List.of(0.90, 0.85, 0.85, 0.80),
                        List.of(0.91, 0.92, 0.85, 0.85),
                        List.of(0.88, 0.80, 0.83, 0.83),
                        List.of(0.95, 0.90, 0.91, 0.70),
                        List.of(0.80, 0.80, 0.79, 0.80));

        assertThat(p(rows)).isCloseTo(0.08015046296296365, within(1e-12));
    }

    @Test
    void ties_of_all_raters_say_nothing_and_what_takes_too_long_is_not_counted() {
        assertThat(ExactFriedman.p(RatingTable.of(List.of(List.of(1, 1), List.of(2, 2)))))
                .isEmpty();
        var six = List.of(1, 2, 3, 4, 5, 6);
        assertThat(ExactFriedman.p(RatingTable.of(List.of(six, six)))).isEmpty();
        assertThat(ExactFriedman.p(RatingTable.of(turned(100, 3)))).isPresent();
        assertThat(ExactFriedman.p(RatingTable.of(turned(400, 5)))).isEmpty();
    }

    private static List<List<Integer>> turned(int subjects, int raters) {
        return IntStream.range(0, subjects)
                .mapToObj(i -> IntStream.range(0, raters).mapToObj(j -> (i + j) % raters).toList())
                .toList();
    }

    @Test
    void quartiles_are_linear_between_values_and_may_be_infinite() {
        double worst = Double.POSITIVE_INFINITY;

        assertThat(Quartiles.of(List.of(4.0, 1.0, 2.0, 3.0)))
                .isEqualTo(new Quartiles(1.75, 2.5, 3.25));
        assertThat(Quartiles.of(List.of(1.0, worst, 2.0))).isEqualTo(new Quartiles(1.5, 2, worst));
        assertThat(Quartiles.of(List.of(worst, worst)).low()).isInfinite();
        assertThatExceptionOfType(UnusableSampleException.class)
                .isThrownBy(() -> Quartiles.of(List.of()));
        assertThatExceptionOfType(UnusableSampleException.class)
                .isThrownBy(() -> Quartiles.of(List.of(1.0, Double.NaN)));
    }
}
