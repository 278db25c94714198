// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

class DifferenceTest {

    private final ReferenceStudy study = new ReferenceStudy();

    @Test
    void friedman_and_iman_davenport_are_those_of_the_reference() {
        var found = FriedmanTest.of(study.table("dice")).orElseThrow();

        near(found.chiSquare(), "friedman.chi2");
        near(found.degreesOfFreedom(), "friedman.df");
        near(found.p(), "friedman.p");
        near(found.kendallW(), "friedman.kendall_w");
        near(found.imanDavenportF(), "friedman.iman_davenport_F");
        near(found.imanDavenportP(), "friedman.iman_davenport_p");
        for (int i = 0; i < 4; i++) {
            near(found.meanRanks().get(i), "friedman.mean_ranks." + i);
        }
    }

    @Test
    void conover_of_each_pair_and_its_holm_are_those_of_the_reference() {
        var found = FriedmanTest.of(study.table("dice")).orElseThrow();

        near(found.conoverDegreesOfFreedom(), "conover.df");
        assertThat(found.pairs()).hasSize(6);
        for (int i = 0; i < 6; i++) {
            near(found.pairs().get(i).t(), "conover.t." + i);
            near(found.pairs().get(i).p(), "conover.p." + i);
            near(found.pairs().get(i).holmP(), "conover.p_holm." + i);
        }
    }

    @Test
    void raters_ordered_alike_by_all_subjects_differ_without_residual() {
        var rows = List.of(List.of(1, 2, 3), List.of(4, 5, 6), List.of(0, 8, 9));

        var found = FriedmanTest.of(RatingTable.of(rows)).orElseThrow();

        assertThat(found.kendallW()).isEqualTo(1);
        assertThat(found.imanDavenportF()).isInfinite();
        assertThat(found.imanDavenportP()).isZero();
        assertThat(found.pairs()).allMatch(pair -> pair.p() == 0);
    }

    @Test
    void subjects_that_tie_all_raters_say_nothing() {
        assertThat(FriedmanTest.of(RatingTable.of(List.of(List.of(1, 1), List.of(2, 2)))))
                .isEmpty();
    }

    @Test
    void a_thousand_raters_are_compared_in_pairs_and_one_more_is_not() {
        // 0.1.0 began on a pair for each two of millions of raters.
        int most = FriedmanTest.MAX_RATERS;

        assertThat(FriedmanTest.of(ofRaters(most)).orElseThrow().pairs())
                .hasSize(most * (most - 1) / 2);
        assertThatExceptionOfType(UnusableSampleException.class)
                .isThrownBy(() -> FriedmanTest.of(ofRaters(most + 1)))
                .satisfies(e -> assertThat(e.size()).isEqualTo(most + 1));
    }

    private static RatingTable ofRaters(int count) {
        var up = IntStream.range(0, count).boxed().toList();
        return RatingTable.of(List.of(up, up.reversed(), up));
    }

    @Test
    void wilcoxon_of_each_pair_is_exact_with_ties() {
        var exact = new ArrayList<Double>();
        int pair = 0;
        for (int i = 0; i < 4; i++) {
            for (int j = i + 1; j < 4; j++) {
                var found =
                        WilcoxonSignedRank.of(study.column("dice", i), study.column("dice", j))
                                .orElseThrow();
                var key = "wilcoxon." + pair++;
                near(found.pairs(), key + ".n_nonzero");
                near(found.statistic(), key + ".W_min");
                assertThat(found.method()).isEqualTo(WilcoxonSignedRank.Method.EXACT);
                assertThat(found.p())
                        .isCloseTo(study.expected(key + ".p_exact_enumeration"), within(1e-9));
                exact.add(found.p());
            }
        }
        var adjusted = Holm.adjust(exact);
        for (int i = 0; i < adjusted.size(); i++) {
            near(adjusted.get(i), "wilcoxon_holm_on_exact." + i);
        }
    }

    @Test
    void the_normal_approximation_corrects_for_ties() {
        double[] differences =
                Samples.differences(
                        Samples.finite(study.column("dice", 0)),
                        Samples.finite(study.column("dice", 1)));
        for (int i = 0; i < differences.length; i++) {
            differences[i] = Math.abs(differences[i]);
        }
        double tieSum = Ranks.of(differences, 1).tieSum();

        near(WilcoxonSignedRank.normalP(12, tieSum, 1.5), "wilcoxon.0.p_normal");
    }

    @Test
    void wilcoxon_turns_to_the_normal_approximation_above_fifteen_pairs() {
        assertThat(shifted(15).method()).isEqualTo(WilcoxonSignedRank.Method.EXACT);
        assertThat(shifted(15).p()).isCloseTo(2 / 32768.0, within(1e-15));
        assertThat(shifted(16).method()).isEqualTo(WilcoxonSignedRank.Method.NORMAL);
    }

    @Test
    void pairs_without_difference_leave_nothing_to_test() {
        assertThat(WilcoxonSignedRank.of(List.of(1.0, 2.0), List.of(1.0, 2.0))).isEmpty();
    }

    @Test
    void cochran_q_is_that_of_the_reference() {
        var found = CochranQ.of(study.table("accept")).orElseThrow();

        near(found.q(), "cochran_q_accept.Q");
        near(found.degreesOfFreedom(), "cochran_q_accept.df");
        near(found.p(), "cochran_q_accept.p");
    }

    @Test
    void subjects_judged_alike_by_all_leave_cochran_q_empty() {
        assertThat(CochranQ.of(RatingTable.of(List.of(List.of(1, 1), List.of(0, 0))))).isEmpty();
    }

    @Test
    void a_verdict_is_zero_or_one() {
        assertThatExceptionOfType(UnusableSampleException.class)
                .isThrownBy(
                        () -> CochranQ.of(RatingTable.of(List.of(List.of(1, 2), List.of(0, 0)))));
    }

    @Test
    void a_bootstrap_interval_of_a_mean_nears_its_normal_interval_and_repeats() {
        var items = IntStream.range(0, 200).mapToObj(i -> (double) (i % 20)).toList();
        var bootstrap = new Bootstrap(7, 20_000, 0.95);

        var found = bootstrap.interval(items, DifferenceTest::mean).orElseThrow();

        // Mean 9.5, variance (20^2 - 1) / 12 of the uniform on 0..19.
        double half = 1.95996 * Math.sqrt(399 / 12.0 / 200);
        assertThat(found.low()).isCloseTo(9.5 - half, within(0.03));
        assertThat(found.high()).isCloseTo(9.5 + half, within(0.03));
        assertThat(bootstrap.interval(items, DifferenceTest::mean)).hasValue(found);
    }

    @Test
    void a_statistic_that_is_often_undefined_has_no_interval() {
        var bootstrap = new Bootstrap(1, 100, 0.9);

        assertThat(bootstrap.interval(List.of(1.0), items -> Double.NaN)).isEmpty();
    }

    @Test
    void a_bootstrap_is_bounded() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Bootstrap(1, 100_001, 0.9));
        assertThatIllegalArgumentException().isThrownBy(() -> new Bootstrap(1, 100, 1));
    }

    @Test
    void a_table_is_complete_finite_and_bounded() {
        assertRefused(List.of(List.of(1, 2)));
        assertRefused(List.of(List.of(1), List.of(2)));
        assertRefused(List.of(List.of(1, 2), List.of(1)));
        assertRefused(List.of(List.of(1.0, Double.NaN), List.of(1.0, 2.0)));
        assertRefused(Collections.nCopies(RatingTable.MAX_CELLS / 2 + 1, List.of(1, 2)));
    }

    private static void assertRefused(List<? extends List<? extends Number>> rows) {
        assertThatExceptionOfType(UnusableSampleException.class)
                .isThrownBy(() -> RatingTable.of(rows));
    }

    private static WilcoxonSignedRank shifted(int pairs) {
        var values = IntStream.range(0, pairs).mapToObj(i -> (double) i).toList();
        var shifted = IntStream.range(0, pairs).mapToObj(i -> 2.5 * i + 1).toList();
        return WilcoxonSignedRank.of(values, shifted).orElseThrow();
    }

    private static double mean(List<Double> items) {
        return items.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    private void near(double found, String key) {
        assertThat(found).as(key).isCloseTo(study.expected(key), within(1e-6));
    }
}
