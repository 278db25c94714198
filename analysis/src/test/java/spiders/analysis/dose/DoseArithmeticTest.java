// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.dose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import spiders.analysis.dose.SyntheticDose.Encoding;
import spiders.dicom.dictionary.Tags;

class DoseArithmeticTest {

    private static DoseGrid grid(double half, double step, SyntheticDose.Dose dose) {
        return DoseGrid.read(SyntheticDose.cube(half, step, Encoding.RELATIVE_16, dose));
    }

    @Test
    void doses_of_different_grids_add_up_where_both_are() {
        var sum = grid(20, 2, (x, _, _) -> 20 + x / 2).plus(grid(10, 2.5, (_, y, _) -> 30 + y));

        assertThat(sum.dose(3, 5, -7).orElseThrow()).isCloseTo(20 + 1.5 + 35, within(0.005));
        assertThat(sum.dose(15, 0, 0)).isEmpty();
        assertThat(sum.maximum()).isCloseTo(25 + 40, within(0.005));
    }

    @Test
    void doses_of_different_frames_of_reference_do_not_add_up() {
        var other =
                DoseGrid.read(
                        SyntheticDose.cube(10, 2, Encoding.RELATIVE_16, (_, _, _) -> 1)
                                .with(Tags.FrameOfReferenceUID, "1.2.4"));

        assertThatExceptionOfType(FrameOfReferenceMismatchException.class)
                .isThrownBy(() -> grid(10, 2, (_, _, _) -> 1).plus(other))
                .satisfies(e -> assertThat(e.one()).isEqualTo("1.2.4"));
    }

    /** 20 x 3 Gy at 10 Gy are 78 Gy BED and 65 Gy in fractions of 2 Gy. */
    @Test
    void a_total_dose_is_told_as_effective_dose_and_in_fractions_of_two_gray() {
        var given = new Fractionation(20, 10);

        assertThat(given.biologicallyEffective(60)).isCloseTo(78, within(1e-9));
        assertThat(given.inTwoGrayFractions(60)).isCloseTo(65, within(1e-9));
        assertThat(new Fractionation(30, 3).inTwoGrayFractions(60)).isCloseTo(60, within(1e-9));
        assertThat(
                        grid(10, 2, (_, _, _) -> 60)
                                .map(given::inTwoGrayFractions)
                                .dose(1, 2, 3)
                                .orElseThrow())
                .isCloseTo(65, within(0.001));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new Fractionation(0, 10));
    }

    @Test
    void a_dose_has_no_gamma_against_itself_and_just_passes_at_what_is_allowed() {
        var flat = grid(10, 2, (_, _, _) -> 50);
        var same = GammaIndex.of(flat, flat, GammaSettings.global(0.03, 3));
        var more = GammaIndex.of(flat, grid(10, 2, (_, _, _) -> 51), GammaSettings.global(0.03, 3));
        var far = GammaIndex.of(flat, grid(10, 2, (_, _, _) -> 60), GammaSettings.global(0.03, 3));

        assertThat(same.points()).isEqualTo(11 * 11 * 11);
        assertThat(same.greatest()).isZero();
        assertThat(more.greatest()).isCloseTo(1 / 1.5, within(1e-3));
        assertThat(more.passRate()).hasValue(1);
        assertThat(far.passRate()).hasValue(0);
        assertThat(far.greatest()).isEqualTo(2);
    }

    /** Of a dose of slope g that is moved by s, gamma is g s / sqrt(dD² + (g dr)²). */
    @Test
    void of_a_slope_that_is_moved_gamma_is_the_distance_to_a_line() {
        double g = 1;
        double s = 2;
        var reference = grid(20, 2, (x, _, _) -> 40 + g * x);
        var moved = grid(20, 2, (x, _, _) -> 40 + g * (x - s));
        for (boolean isPlanar : new boolean[] {true, false}) {
            var settings = new GammaSettings(0.03, 3, 0.1, false, isPlanar, 2);
            double allowed = 0.03 * 60;
            double expected = g * s / Math.sqrt(allowed * allowed + g * g * 9);

            // At the end of the grid there is nothing to be near to.
            var gamma = GammaIndex.of(reference, moved, settings);
            assertThat(gamma.mean().orElseThrow()).isCloseTo(expected, within(0.03));
            assertThat(gamma.passRate().orElseThrow()).isGreaterThan(0.95);
        }
    }

    @Test
    void a_limit_that_everything_passes_is_none() {
        assertThat(new GammaSettings(0.03, 3, 0.1, false, false, 1.01)).isNotNull();
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new GammaSettings(0.03, 3, 0.1, false, false, 1));
    }

    @Test
    void points_that_are_not_covered_have_no_gamma_and_are_counted() {
        var gamma =
                GammaIndex.of(
                        grid(10, 2, (_, _, _) -> 50),
                        grid(4, 2, (_, _, _) -> 50),
                        GammaSettings.global(0.03, 3));

        assertThat(gamma.points()).isEqualTo(125);
        assertThat(gamma.uncovered()).isEqualTo(11 * 11 * 11 - 125);
        assertThat(
                        GammaIndex.of(
                                        grid(10, 2, (_, _, _) -> 0),
                                        grid(10, 2, (_, _, _) -> 0),
                                        GammaSettings.global(0.03, 3))
                                .passRate())
                .isEmpty();
    }
}
