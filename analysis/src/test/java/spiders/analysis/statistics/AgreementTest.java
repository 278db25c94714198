// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;

class AgreementTest {

    private static final List<String> RATERS = ReferenceStudy.RATERS;

    private final ReferenceStudy study = new ReferenceStudy();

    @Test
    void bland_altman_of_each_pair_is_that_of_scipy() {
        for (int i = 0; i < 4; i++) {
            for (int j = i + 1; j < 4; j++) {
                var key = "bland_altman_volume." + RATERS.get(i) + "-" + RATERS.get(j);
                var found =
                        BlandAltman.of(study.column("volume_cc", i), study.column("volume_cc", j));
                near(found.bias(), key + ".bias");
                near(found.standardDeviation(), key + ".sd");
                near(found.lowerLimit(), key + ".loa.0");
                near(found.upperLimit(), key + ".loa.1");
                near(found.biasLow(), key + ".bias_ci95.0");
                near(found.biasHigh(), key + ".bias_ci95.1");
                near(found.limitStandardError(), key + ".loa_se");
            }
        }
    }

    @Test
    void a_constant_ratio_has_no_spread_on_the_log_scale() {
        var found = BlandAltman.ofRatios(List.of(2.0, 20.0, 200.0), List.of(1.0, 10.0, 100.0));

        assertThat(found.bias()).isCloseTo(2, within(1e-12));
        assertThat(found.lowerLimit()).isCloseTo(2, within(1e-9));
        assertThat(found.upperLimit()).isCloseTo(2, within(1e-9));
    }

    @Test
    void a_volume_of_nothing_has_no_ratio() {
        assertThatExceptionOfType(UnusableSampleException.class)
                .isThrownBy(() -> BlandAltman.ofRatios(List.of(0.0, 1.0), List.of(1.0, 1.0)));
    }

    @Test
    void intraclass_correlations_are_those_of_the_reference() {
        var found = IntraclassCorrelation.of(study.table("volume_cc")).orElseThrow();

        near(found.agreement(), "icc_volume.icc_2_1");
        near(found.consistency(), "icc_volume.icc_3_1");
        near(found.averageAgreement().orElseThrow(), "icc_volume.icc_2_k");
    }

    @Test
    void the_table_of_shrout_and_fleiss_gives_their_correlations_and_f() {
        // Shrout and Fleiss 1979, table 2: ICC(2,1) = .29, ICC(3,1) = .71, ICC(2,k) = .62; their
        // mean squares 11.24 (5 df), 32.49 (3 df) and 1.02 (15 df) make the two F.
        var found =
                IntraclassCorrelation.of(
                                RatingTable.of(
                                        List.of(
                                                List.of(9, 2, 5, 8),
                                                List.of(6, 1, 3, 2),
                                                List.of(8, 4, 6, 8),
                                                List.of(7, 1, 2, 6),
                                                List.of(10, 5, 6, 9),
                                                List.of(6, 2, 4, 7))))
                        .orElseThrow();

        assertThat(found.agreement()).isCloseTo(0.29, within(0.005));
        assertThat(found.consistency()).isCloseTo(0.71, within(0.006));
        assertThat(found.averageAgreement()).hasValueCloseTo(0.62, within(0.005));
        assertThat(found.subjectF()).isCloseTo(11.24 / 1.02, within(0.05));
        assertThat(found.subjectP()).isCloseTo(1.346e-4, within(1e-6));
        assertThat(found.raterF()).isCloseTo(32.49 / 1.02, within(0.2));
        assertThat(found.subjectDegreesOfFreedom()).isEqualTo(5);
        assertThat(found.raterDegreesOfFreedom()).isEqualTo(3);
    }

    @Test
    void subjects_that_do_not_vary_have_no_correlation() {
        assertThat(IntraclassCorrelation.of(RatingTable.of(List.of(List.of(1, 2), List.of(1, 2)))))
                .isEmpty();
    }

    @Test
    void raters_of_one_mind_are_not_biased_by_rounding() {
        // The mean of thirteen times 20.7 is not 20.7: 0.1.0 found raters that differ, p = 0.
        var rows = List.of(Collections.nCopies(13, 20.0), Collections.nCopies(13, 21.4));

        var found = IntraclassCorrelation.of(RatingTable.of(rows)).orElseThrow();

        assertThat(found.raterF()).isZero();
        assertThat(found.raterP()).isEqualTo(1);
        assertThat(found.agreement()).isEqualTo(1);
        assertThat(found.averageAgreement()).hasValue(1);
    }

    @Test
    void the_mean_of_raters_who_contradict_each_other_has_no_agreement() {
        // Mean squares 0.25 between subjects, 0.25 between raters, 6.25 left over: the quotient
        // would be -6 / -2.75, which 0.1.0 reported as an agreement of 2.18.
        var found =
                IntraclassCorrelation.of(RatingTable.of(List.of(List.of(0, 3), List.of(3, 1))))
                        .orElseThrow();

        assertThat(found.agreement()).isCloseTo(-6 / 0.5, within(1e-9));
        assertThat(found.averageAgreement()).isEmpty();
    }

    @Test
    void kappas_are_those_of_the_reference() {
        var scores = study.categories("clinical_score_0_3");
        for (int i = 0; i < 4; i++) {
            for (int j = i + 1; j < 4; j++) {
                int a = i;
                int b = j;
                var found =
                        Kappa.cohen(
                                scores.stream().map(row -> row.get(a)).toList(),
                                scores.stream().map(row -> row.get(b)).toList());
                near(found.orElseThrow(), "cohen_kappa." + RATERS.get(i) + "-" + RATERS.get(j));
            }
        }
        near(Kappa.fleiss(scores).orElseThrow(), "fleiss_kappa_scores");
        near(Kappa.fleiss(study.categories("masks")).orElseThrow(), "fleiss_kappa_voxels");
    }

    @Test
    void raters_who_know_one_category_have_no_kappa() {
        assertThat(Kappa.cohen(List.of(1, 1), List.of(1, 1))).isEmpty();
        assertThat(Kappa.fleiss(List.of(List.of(3, 3), List.of(3, 3)))).isEmpty();
    }

    private void near(double found, String key) {
        assertThat(found).as(key).isCloseTo(study.expected(key), within(1e-6));
    }
}
