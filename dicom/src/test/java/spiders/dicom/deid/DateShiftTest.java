// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;

import java.time.temporal.ChronoUnit;
import java.util.List;

class DateShiftTest {

    private final DateShift shift = new DateShift(-400);

    @ParameterizedTest
    @CsvSource({
        "DA, 20260901, 20250728",
        "DA, 2026.09.01, 20250728",
        "DA, 20240229, 20230125",
        "DA, 20260901-20260903, 20250728-20250730",
        "DA, 20260901-, 20250728-",
        "DA, -20260901, -20250728",
        "DT, 20260901101112.123456, 20250728101112.123456",
        "DT, 20260901101112-0500, 20250728101112-0500",
        "DT, 202609011011, 202507281011",
        "DT, 20260901, 20250728",
        "DT, 202609, 202508",
        "DT, 2026, 2025",
        "DT, 20260901-20260903, 20250728-20250730",
        "DT, 20260901101112+0100-20260903101112+0100, 20250728101112+0100-20250730101112+0100",
    })
    void a_date_is_moved(VR vr, String before, String after) {
        assertThat(shift.shifted(vr, List.of(before))).hasValue(List.of(after));
    }

    @ParameterizedTest
    @CsvSource({"DA, 20261301", "DA, yesterday", "DA, 2026", "DT, 1", "DA, 00000101", "DA, 1-2"})
    void what_is_no_date_is_not_moved(VR vr, String text) {
        assertThat(shift.shifted(vr, List.of("20260901", text))).isEmpty();
    }

    @Test
    void empty_values_among_others_stay() {
        assertThat(shift.shifted(VR.DA, List.of("", "20260901"))).hasValue(List.of("", "20250728"));
    }

    @Test
    void intervals_and_times_are_kept_within_a_patient_and_differ_between_patients() {
        var one =
                Samples.cleaned(Samples.ct().build(), ConfidentialityOption.RETAIN_MODIFIED_DATES);
        var later =
                Samples.cleaned(
                        Samples.ct().set(Tags.StudyDate, "20261001").build(),
                        ConfidentialityOption.RETAIN_MODIFIED_DATES);
        var another =
                Samples.cleaned(
                        Samples.ct().set(Tags.PatientID, "DEMO4712").build(),
                        ConfidentialityOption.RETAIN_MODIFIED_DATES);

        var study = one.date(Tags.StudyDate).orElseThrow();
        assertThat(study.until(one.date(Tags.SeriesDate).orElseThrow(), ChronoUnit.DAYS))
                .isEqualTo(2);
        assertThat(study.until(later.date(Tags.StudyDate).orElseThrow(), ChronoUnit.DAYS))
                .isEqualTo(30);
        assertThat(one.string(Tags.StudyTime)).hasValue("101112");
        assertThat(one.string(Tags.LongitudinalTemporalInformationModified)).hasValue("MODIFIED");
        assertThat(one.string(Tags.PatientBirthDate)).isEmpty();
        assertThat(another.date(Tags.StudyDate)).isNotEqualTo(one.date(Tags.StudyDate));
    }
}
