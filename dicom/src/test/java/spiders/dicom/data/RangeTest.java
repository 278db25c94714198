// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import spiders.dicom.dictionary.Tags;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** DA, TM and DT as one value and as what a query asks for. */
class RangeTest {

    private static final ZoneOffset PARIS = ZoneOffset.ofHours(1);

    @ParameterizedTest
    @CsvSource({
        "20260228, 2026-02-28, 2026-02-28, 20260228",
        "20260201-20260228, 2026-02-01, 2026-02-28, 20260201-20260228",
        "2026.02.01 - 2026.02.28, 2026-02-01, 2026-02-28, 20260201-20260228",
        "20260201-, 2026-02-01, +999999999-12-31, 20260201-",
        "-20260228, -999999999-01-01, 2026-02-28, -20260228",
    })
    void days_are_read_and_written(String text, LocalDate first, LocalDate last, String again) {
        var range = DateRange.parse(text).orElseThrow();

        assertThat(range).isEqualTo(new DateRange(first, last));
        assertThat(range.text()).isEqualTo(again);
        assertThat(range.contains(last)).isTrue();
        assertThat(range.contains(LocalDate.of(2026, 3, 1))).isEqualTo(again.endsWith("-"));
    }

    @ParameterizedTest
    @CsvSource({"-", "20260228-20260201", "2026", "20260230", "x-20260101"})
    void what_is_no_range_of_days_is_none(String text) {
        assertThat(DateRange.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "10, 10:00, 10:59:59.999999999",
        "1015, 10:15, 10:15:59.999999999",
        "101530, 10:15:30, 10:15:30.999999999",
        "101530.5, 10:15:30.5, 10:15:30.5",
        "10-11, 10:00, 11:59:59.999999999",
        "10:15-, 10:15, 23:59:59.999999999",
        "-1015, 00:00, 10:15:59.999999999",
    })
    void times_say_as_much_as_they_have_components(String text, LocalTime first, LocalTime last) {
        assertThat(TimeRange.parse(text)).contains(new TimeRange(first, last));
        var written = new TimeRange(first, last).text();
        // Down to the microsecond is what a TM can say.
        assertThat(TimeRange.parse(written).orElseThrow().first()).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({
        "2026, YEAR, 2026-01-01T00:00, 2026-12-31T23:59:59.999999999",
        "202602, MONTH, 2026-02-01T00:00, 2026-02-28T23:59:59.999999999",
        "20260228, DAY, 2026-02-28T00:00, 2026-02-28T23:59:59.999999999",
        "2026022810, HOUR, 2026-02-28T10:00, 2026-02-28T10:59:59.999999999",
        "202602281015, MINUTE, 2026-02-28T10:15, 2026-02-28T10:15:59.999999999",
        "20260228101530, SECOND, 2026-02-28T10:15:30, 2026-02-28T10:15:30.999999999",
        "20260228101530.250000, FRACTION, 2026-02-28T10:15:30.25, 2026-02-28T10:15:30.25",
    })
    void a_moment_is_as_precise_as_its_text(
            String text, Moment.Precision precision, LocalDateTime start, LocalDateTime end) {
        for (var offset : new String[] {"", "+0130", "-0500"}) {
            var moment = Moment.parse(text + offset).orElseThrow();
            assertThat(moment.precision()).isEqualTo(precision);
            assertThat(moment.start()).isEqualTo(start);
            assertThat(moment.end()).isEqualTo(end);
            assertThat(moment.text()).isEqualTo(text + offset);
        }
    }

    @ParameterizedTest
    @CsvSource({"20", "20260", "2026+1500", "2026-1201", "2026+01", "20261301", "2026+0160"})
    void what_is_no_moment_is_none(String text) {
        assertThat(Moment.parse(text)).isEmpty();
    }

    @Test
    void an_offset_that_is_said_counts_before_the_one_supposed() {
        var said = Moment.parse("20260228100000-0500").orElseThrow();
        var unsaid = Moment.parse("20260228100000").orElseThrow();

        assertThat(said.instant(PARIS)).isEqualTo(Instant.parse("2026-02-28T15:00:00Z"));
        assertThat(unsaid.instant(PARIS)).isEqualTo(Instant.parse("2026-02-28T09:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "2024-2026, 2024-01-01T00:00:00Z, 2026-12-31T23:59:59.999999999Z",
        "2024-0500, 2024-01-01T05:00:00Z, 2025-01-01T04:59:59.999999999Z",
        "20240101-0500-20240102-0500, 2024-01-01T05:00:00Z, 2024-01-03T04:59:59.999999999Z",
        "20240101+0100-20240102, 2023-12-31T23:00:00Z, 2024-01-02T23:59:59.999999999Z",
    })
    void a_hyphen_parts_a_range_unless_it_begins_an_offset(
            String text, Instant first, Instant last) {
        assertThat(InstantRange.parse(text, ZoneOffset.UTC))
                .contains(new InstantRange(first, last));
    }

    @Test
    void ranges_may_be_open() {
        var until = InstantRange.parse("-20240102-0500", ZoneOffset.UTC).orElseThrow();
        var since = InstantRange.parse("20240102-", ZoneOffset.UTC).orElseThrow();

        assertThat(until.first()).isEqualTo(Instant.MIN);
        assertThat(until.contains(Instant.parse("2024-01-03T04:00:00Z"))).isTrue();
        assertThat(since.last()).isEqualTo(Instant.MAX);
        assertThat(since.overlaps(until)).isTrue();
        assertThat(InstantRange.parse("-", ZoneOffset.UTC)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InstantRange(Instant.MAX, Instant.MIN));
    }

    @Test
    void a_data_set_answers_ranges_moments_and_its_zone() {
        var dataSet =
                DataSet.builder()
                        .set(Tags.StudyDate, new DateRange(LocalDate.MIN, LocalDate.of(2026, 1, 2)))
                        .set(Tags.StudyTime, new TimeRange(LocalTime.of(8, 0), LocalTime.NOON))
                        .set(Tags.AcquisitionDateTime, Moment.parse("2026-0500").orElseThrow())
                        .set(Tags.TimezoneOffsetFromUTC, "-0330")
                        .build();

        assertThat(dataSet.string(Tags.StudyDate)).contains("-20260102");
        assertThat(dataSet.dateRange(Tags.StudyDate).orElseThrow().last())
                .isEqualTo(LocalDate.of(2026, 1, 2));
        assertThat(dataSet.timeRange(Tags.StudyTime).orElseThrow().contains(LocalTime.of(9, 30)))
                .isTrue();
        assertThat(dataSet.moment(Tags.AcquisitionDateTime).orElseThrow().precision())
                .isEqualTo(Moment.Precision.YEAR);
        assertThat(dataSet.instantRange(Tags.AcquisitionDateTime, PARIS).orElseThrow().first())
                .isEqualTo(Instant.parse("2026-01-01T05:00:00Z"));
        assertThat(dataSet.timezoneOffset()).contains(ZoneOffset.ofHoursMinutes(-3, -30));
        assertThat(DataSet.empty().timezoneOffset()).isEmpty();
    }
}
