// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.dose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import spiders.analysis.dose.DosesNotAddableException.Reason;
import spiders.analysis.dose.SyntheticDose.Encoding;
import spiders.dicom.data.DataSet;
import spiders.dicom.dictionary.Tags;

import java.util.List;

class DoseSumTest {

    private static DataSet dose(String uid, double half, double step, SyntheticDose.Dose dose) {
        return SyntheticDose.cube(half, step, Encoding.RELATIVE_16, dose)
                .with(Tags.SOPInstanceUID, uid)
                .with(Tags.DoseSummationType, "PLAN");
    }

    private static DataSet ofPlan(DataSet dose, String plan) {
        var item = DataSet.builder().set(Tags.ReferencedSOPInstanceUID, plan).build();
        return dose.toBuilder().sequence(Tags.ReferencedRTPlanSequence, List.of(item)).build();
    }

    private static void assertRefused(Reason reason, DataSet... doses) {
        assertThatExceptionOfType(DosesNotAddableException.class)
                .isThrownBy(() -> DoseSum.of(List.of(doses)))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void doses_of_other_grids_are_resampled_at_the_points_of_the_first_and_counted() {
        var sum =
                DoseSum.of(
                        List.of(
                                dose("1.1", 10, 2, (x, _, _) -> 20 + x),
                                dose("1.2", 10, 2, (_, y, _) -> 10 + y),
                                dose("1.3", 20, 2.5, (_, _, z) -> 30 - z)));

        assertThat(sum.grid().dose(3, 5, -7).orElseThrow()).isCloseTo(23 + 15 + 37, within(0.01));
        assertThat(sum.resampled()).isEqualTo(1);
        assertThat(sum.sopInstanceUIDs()).containsExactly("1.1", "1.2", "1.3");
        assertThat(sum.grid().columns()).isEqualTo(11);
    }

    @Test
    void where_one_has_no_dose_the_sum_has_none() {
        var sum =
                DoseSum.of(
                        List.of(
                                dose("1.1", 10, 2, (_, _, _) -> 20),
                                dose("1.2", 4, 2, (_, _, _) -> 10)));

        assertThat(sum.grid().dose(0, 0, 0).orElseThrow()).isCloseTo(30, within(0.01));
        assertThat(sum.grid().dose(8, 0, 0)).isEmpty();
    }

    @Test
    void one_dose_is_its_own_sum() {
        var sum = DoseSum.of(List.of(dose("1.1", 10, 2, (x, _, _) -> 20 + x)));

        assertThat(sum.grid().dose(1, 2, 3).orElseThrow()).isCloseTo(21, within(0.01));
        assertThat(sum.resampled()).isZero();
    }

    @Test
    void doses_that_are_of_no_treatment_together_are_refused() {
        var plan = dose("1.1", 10, 2, (_, _, _) -> 20);
        var beam = dose("1.2", 10, 2, (_, _, _) -> 20).with(Tags.DoseSummationType, "BEAM");
        var effective = dose("1.3", 10, 2, (_, _, _) -> 20).with(Tags.DoseType, "EFFECTIVE");
        var again = dose("1.4", 10, 2, (_, _, _) -> 20);

        assertRefused(Reason.SUMMATION_TYPES, plan, beam);
        assertRefused(Reason.DOSE_TYPES, plan, effective);
        assertRefused(Reason.SAME_INSTANCE, plan, plan);
        assertRefused(Reason.SAME_PLAN, ofPlan(plan, "1.9"), ofPlan(again, "1.9"));
        assertRefused(Reason.NONE);
        assertThat(DoseSum.of(List.of(ofPlan(plan, "1.8"), ofPlan(again, "1.9"))).grid().maximum())
                .isCloseTo(40, within(0.01));
    }

    /** The beams of a plan are its parts, and add up to it. */
    @Test
    void beams_of_one_plan_add_up() {
        var one = dose("1.1", 10, 2, (_, _, _) -> 20).with(Tags.DoseSummationType, "BEAM");
        var other = dose("1.2", 10, 2, (_, _, _) -> 5).with(Tags.DoseSummationType, "BEAM");

        assertThat(DoseSum.of(List.of(ofPlan(one, "1.9"), ofPlan(other, "1.9"))).grid().maximum())
                .isCloseTo(25, within(0.01));
    }

    @Test
    void doses_of_different_frames_of_reference_do_not_add_up() {
        var one = dose("1.1", 10, 2, (_, _, _) -> 20);
        var other = dose("1.2", 10, 2, (_, _, _) -> 5).with(Tags.FrameOfReferenceUID, "1.2.4");

        assertThatExceptionOfType(FrameOfReferenceMismatchException.class)
                .isThrownBy(() -> DoseSum.of(List.of(one, other)));
    }
}
