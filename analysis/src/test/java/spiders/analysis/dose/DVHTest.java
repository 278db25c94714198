// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.dose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import spiders.analysis.geometry.GapTreatment;
import spiders.analysis.geometry.PlaneFrame;
import spiders.analysis.geometry.Region;
import spiders.analysis.geometry.Shapes;
import spiders.analysis.geometry.Solid;
import spiders.analysis.geometry.TooManySamplesException;
import spiders.dicom.dictionary.Tags;

import java.util.List;
import java.util.Random;

class DVHTest {

    private static final double RADIUS = 20;
    private static final Solid BALL = Shapes.sphere(0, 0, 0, RADIUS, 1);

    private static DVH dvh(Solid solid, SyntheticDose.Encoding encoding, SyntheticDose.Dose dose) {
        return DVH.of(
                solid,
                DoseGrid.read(SyntheticDose.cube(30, 2.5, encoding, dose)),
                DVHSettings.defaults());
    }

    /** In a box under a dose that rises along z, Dx is where x percent of the box lie above. */
    @ParameterizedTest
    @EnumSource
    void a_linear_dose_is_exact_in_every_encoding_of_the_grid(SyntheticDose.Encoding encoding) {
        var box = Shapes.box(-10, -10, -20, 10, 10, 20, 2);

        var dvh = dvh(box, encoding, (x, _, z) -> 30 + z / 2 + x / 1000);

        assertThat(dvh.volumeOutsideGrid()).isZero();
        assertThat(dvh.mean().orElseThrow()).isCloseTo(30, within(0.01));
        for (double percent : new double[] {2, 5, 50, 95, 98}) {
            assertThat(dvh.doseToPercent(percent).orElseThrow())
                    .isCloseTo(40 - 20 * percent / 100, within(0.2));
        }
        assertThat(dvh.shareOfAtLeast(35).orElseThrow()).isCloseTo(0.25, within(0.01));
        assertThat(dvh.minimum().orElseThrow()).isBetween(20.0, 20.3);
        assertThat(dvh.maximum().orElseThrow()).isBetween(39.7, 40.01);
        assertThat(dvh.homogeneityIndex().orElseThrow()).isCloseTo(19.2 / 30, within(0.01));
    }

    /** One row and one level: what is exact is so by what is added along the row. */
    @Test
    void along_the_grid_doses_are_exact_whatever_the_step() {
        var box = Shapes.box(-10, -10, -10, 10, 10, 10, 20);
        var grid =
                DoseGrid.read(
                        SyntheticDose.cube(
                                30, 2.5, SyntheticDose.Encoding.RELATIVE_16, (x, _, _) -> 30 + x));

        var dvh = DVH.of(box, grid, new DVHSettings(20, 1, OutsideGrid.LEAVE_OUT));

        for (double percent : new double[] {2, 5, 50, 95, 98}) {
            assertThat(dvh.doseToPercent(percent).orElseThrow())
                    .isCloseTo(40 - 20 * percent / 100, within(0.01));
        }
        assertThat(dvh.minimum().orElseThrow()).isCloseTo(20, within(0.005));
        assertThat(dvh.maximum().orElseThrow()).isCloseTo(40, within(0.005));
        assertThat(dvh.volumeOutsideGrid()).isZero();
    }

    @Test
    void a_row_that_leaves_the_grid_counts_as_far_as_it_is_in() {
        var box = Shapes.box(20, -10, -10, 40, 10, 10, 2);
        var dvh = dvh(box, SyntheticDose.Encoding.RELATIVE_16, (x, _, _) -> x);

        assertThat(dvh.volumeOutsideGrid()).isCloseTo(4000, within(1e-6));
        assertThat(dvh.mean().orElseThrow()).isCloseTo(25, within(0.005));
        assertThat(dvh.doseToPercent(50).orElseThrow()).isCloseTo(25, within(0.01));
    }

    /** Of D0 exp(-r²/2s²) in a ball of radius R, V(D) = (r(D) / R)³. */
    @Test
    void a_gaussian_dose_in_a_ball_has_the_volumes_of_balls() {
        double s = 15;
        var grid =
                DoseGrid.read(
                        SyntheticDose.cube(
                                25,
                                1,
                                SyntheticDose.Encoding.RELATIVE_16,
                                (x, y, z) ->
                                        60 * Math.exp(-(x * x + y * y + z * z) / (2 * s * s))));

        var dvh = DVH.of(BALL, grid, DVHSettings.defaults());

        for (double dose : new double[] {30, 40, 50, 55}) {
            double r = s * Math.sqrt(2 * Math.log(60 / dose));
            assertThat(dvh.shareOfAtLeast(dose).orElseThrow())
                    .isCloseTo(Math.pow(r / RADIUS, 3), within(0.01));
        }
        double r50 = RADIUS * Math.cbrt(0.5);
        assertThat(dvh.doseToPercent(50).orElseThrow())
                .isCloseTo(60 * Math.exp(-r50 * r50 / (2 * s * s)), within(0.15));
        assertThat(dvh.equivalentUniformDose(1).orElseThrow())
                .isCloseTo(dvh.mean().orElseThrow(), within(0.01));
        assertThat(dvh.equivalentUniformDose(200).orElseThrow())
                .isBetween(55.0, dvh.maximum().orElseThrow());
        assertThat(dvh.equivalentUniformDose(-200).orElseThrow())
                .isBetween(dvh.minimum().orElseThrow(), 30.0);
    }

    @Test
    void the_conformity_index_of_a_dose_that_fits_is_one_and_of_twice_its_volume_half() {
        var dvh = dvh(BALL, SyntheticDose.Encoding.RELATIVE_16, (_, _, _) -> 50);

        assertThat(dvh.conformityIndex(50, dvh.volume()).orElseThrow()).isCloseTo(1, within(1e-6));
        assertThat(dvh.conformityIndex(50, 2 * dvh.volume()).orElseThrow())
                .isCloseTo(0.5, within(1e-6));
        assertThat(dvh.conformityIndex(50, 0)).isEmpty();
    }

    @Test
    void the_two_histograms_fit_together() {
        var dvh = dvh(BALL, SyntheticDose.Encoding.RELATIVE_16, (x, _, _) -> 30 + x);

        var cumulative = dvh.cumulative(0.5);
        assertThat(cumulative.getFirst()).isEqualTo(new DVHPoint(0, 1));
        assertThat(cumulative.getLast().share()).isZero();
        // Steps that hold many samples: what one of them is off by is little of it.
        for (var point : dvh.differential(4)) {
            double expected = capShare(point.dose() - 30) - capShare(point.dose() + 4 - 30);
            assertThat(point.share()).isCloseTo(expected, within(0.005));
        }
    }

    /** The share of a ball beyond a plane. */
    private static double capShare(double x) {
        double at = Math.clamp(x, -RADIUS, RADIUS);
        return (RADIUS - at) * (RADIUS - at) * (2 * RADIUS + at) / (4 * Math.pow(RADIUS, 3));
    }

    /** The first versions of 0.1 failed on any dose below 0. */
    @Test
    void below_no_dose_there_may_be_less_and_asking_there_is_answered() {
        var signed =
                SyntheticDose.cube(30, 2.5, SyntheticDose.Encoding.RELATIVE_16, (x, _, _) -> x / 2)
                        .toBuilder()
                        .set(Tags.PixelRepresentation, 1)
                        .build();
        var dvh = DVH.of(BALL, DoseGrid.read(signed), DVHSettings.defaults());

        assertThat(dvh.minimum().orElseThrow()).isCloseTo(-10, within(0.2));
        assertThat(dvh.shareOfAtLeast(-20)).hasValue(1);
        assertThat(dvh.shareOfAtLeast(-1).orElseThrow()).isBetween(0.5, 1.0);
        assertThat(dvh.shareOfAtLeast(5).orElseThrow()).isCloseTo(capShare(10), within(0.005));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> dvh.shareOfAtLeast(Double.NaN));
    }

    /** A volume times a hundred by a hundred may be more than the volume. */
    @Test
    void the_dose_to_all_of_a_volume_is_defined_whatever_the_volume() {
        var random = new Random(4);
        var grid =
                DoseGrid.read(
                        SyntheticDose.cube(
                                10, 2.5, SyntheticDose.Encoding.RELATIVE_16, (_, _, _) -> 10));
        for (int i = 0; i < 100; i++) {
            var box = Shapes.box(0, 0, 0, 3 + random.nextDouble(), 4, 3, 3);

            assertThat(DVH.of(box, grid, DVHSettings.defaults()).doseToPercent(100)).isPresent();
        }
    }

    @Test
    void what_the_grid_does_not_cover_is_told_and_counts_as_zero_only_if_asked() {
        var box = Shapes.box(-10, -10, 20, 10, 10, 40, 2);
        var grid =
                DoseGrid.read(
                        SyntheticDose.cube(
                                30, 2.5, SyntheticDose.Encoding.RELATIVE_16, (_, _, _) -> 10));

        var covered = DVH.of(box, grid, DVHSettings.defaults());
        var whole = DVH.of(box, grid, new DVHSettings(0.75, 3, OutsideGrid.COUNT_AS_ZERO));

        assertThat(covered.volumeOutsideGrid()).isCloseTo(4000, within(1.0));
        assertThat(covered.mean().orElseThrow()).isCloseTo(10, within(0.01));
        assertThat(covered.doseToPercent(98).orElseThrow()).isCloseTo(10, within(0.01));
        assertThat(whole.volumeOutsideGrid()).isCloseTo(4000, within(1.0));
        assertThat(whole.mean().orElseThrow()).isCloseTo(5, within(0.01));
        assertThat(whole.minimum()).hasValue(0);
        assertThat(whole.doseToPercent(98)).hasValue(0);
        assertThat(whole.doseToPercent(40).orElseThrow()).isCloseTo(10, within(0.01));
        assertThat(whole.shareOfAtLeast(5).orElseThrow()).isCloseTo(0.5, within(0.001));
    }

    @Test
    void of_nothing_and_of_what_is_not_covered_no_dose_is_defined() {
        var nothing = Solid.of(PlaneFrame.AXIAL, List.of(), GapTreatment.FILL, 1);
        var elsewhere = Shapes.box(100, 100, 100, 110, 110, 130, 3);
        for (var solid : List.of(nothing, elsewhere)) {
            var dvh = dvh(solid, SyntheticDose.Encoding.RELATIVE_16, (_, _, _) -> 10);

            assertThat(dvh.isDefined()).isFalse();
            assertThat(dvh.mean()).isEmpty();
            assertThat(dvh.minimum()).isEmpty();
            assertThat(dvh.doseToPercent(98)).isEmpty();
            assertThat(dvh.shareOfAtLeast(1)).isEmpty();
            assertThat(dvh.equivalentUniformDose(3)).isEmpty();
            assertThat(dvh.homogeneityIndex()).isEmpty();
            assertThat(dvh.cumulative(1)).isEmpty();
            assertThat(dvh.volumeOutsideGrid()).isEqualTo(dvh.volume());
        }
    }

    @Test
    void the_dose_to_more_than_there_is_is_not_defined() {
        var dvh = dvh(BALL, SyntheticDose.Encoding.RELATIVE_16, (_, _, _) -> 10);

        assertThat(dvh.doseToVolume(dvh.volume() + 1)).isEmpty();
        assertThat(dvh.doseToVolume(1000).orElseThrow()).isCloseTo(10, within(0.001));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> dvh.doseToPercent(0));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> dvh.cumulative(1e-9));
    }

    @Test
    void a_solid_as_large_as_a_field_is_refused() {
        var field = Shapes.box(0, 0, 0, 20_000, 20_000, 30, 3);

        assertThatExceptionOfType(TooManySamplesException.class)
                .isThrownBy(() -> dvh(field, SyntheticDose.Encoding.RELATIVE_16, (_, _, _) -> 10));
    }

    @Test
    void a_solid_of_sagittal_planes_gets_the_same_dose() {
        var region = Region.of(Shapes.rectangle(-10, -20, 10, 20));
        var sagittal =
                Solid.of(
                        PlaneFrame.of(1, 0, 0),
                        Shapes.sections(-10, 10, 2, _ -> region),
                        GapTreatment.FILL,
                        1);

        var dvh = dvh(sagittal, SyntheticDose.Encoding.RELATIVE_16, (_, _, z) -> 30 + z / 2);

        assertThat(dvh.mean().orElseThrow()).isCloseTo(30, within(0.01));
        assertThat(dvh.doseToPercent(2).orElseThrow()).isCloseTo(39.6, within(0.2));
    }
}
