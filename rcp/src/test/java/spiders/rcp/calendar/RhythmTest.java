// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import spiders.rcp.calendar.Rhythm.Occurrence;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

class RhythmTest {

    private static final SessionTerms TERMS =
            new SessionTerms(
                    LocalTime.of(14, 30), Duration.ofHours(2), "Salle 2", "", Duration.ofDays(2));

    /** The dates of the almanacs, with the earliest and the latest that there are. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1818-03-22", "1943-04-25", "1954-04-18", "1981-04-19", "2000-04-23", "2008-03-23",
                "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2028-04-16", "2029-04-01",
                "2030-04-21", "2038-04-25", "2049-04-18", "2076-04-19"
            })
    void easter_falls_where_the_almanacs_have_it(LocalDate sunday) {
        assertThat(HolidayRegion.easter(sunday.getYear())).isEqualTo(sunday);
    }

    @Test
    void the_holidays_of_2026_are_those_of_the_public_service() {
        assertThat(HolidayRegion.METROPOLE.of(2026))
                .containsExactlyElementsOf(
                        days(
                                "2026-01-01",
                                "2026-04-06",
                                "2026-05-01",
                                "2026-05-08",
                                "2026-05-14",
                                "2026-05-25",
                                "2026-07-14",
                                "2026-08-15",
                                "2026-11-01",
                                "2026-11-11",
                                "2026-12-25"));
        assertThat(HolidayRegion.ALSACE_MOSELLE.of(2026))
                .hasSize(13)
                .contains(LocalDate.parse("2026-04-03"), LocalDate.parse("2026-12-26"));
    }

    @Test
    void every_second_week_is_counted_from_the_week_of_the_first_day() {
        var rhythm =
                rhythm(
                        new Repetition.Weekly(EnumSet.of(DayOfWeek.TUESDAY, DayOfWeek.THURSDAY), 2),
                        HolidayRule.KEEP,
                        "2026-09-02",
                        "2026-10-01");

        assertThat(dates(rhythm, "2026-01-01", "2027-01-01"))
                .containsExactlyElementsOf(
                        days("2026-09-03", "2026-09-15", "2026-09-17", "2026-09-29", "2026-10-01"));
    }

    @ParameterizedTest
    @CsvSource({
        "TUESDAY, 2, 2026-09-08, 2026-10-13, 2026-11-10",
        "THURSDAY, -1, 2026-09-24, 2026-10-29, 2026-11-26",
        "MONDAY, -1, 2026-09-28, 2026-10-26, 2026-11-30",
        "TUESDAY, 1, 2026-09-01, 2026-10-06, 2026-11-03"
    })
    void a_weekday_of_the_month_is_the_nth_or_the_last(
            DayOfWeek day, int nth, LocalDate first, LocalDate second, LocalDate third) {
        var rhythm =
                new Rhythm(
                        new Repetition.Monthly(day, nth),
                        TERMS,
                        HolidayRule.KEEP,
                        HolidayRegion.METROPOLE,
                        LocalDate.parse("2026-09-01"),
                        Rhythm.OPEN);

        assertThat(dates(rhythm, "2026-01-01", "2026-11-30")).containsExactly(first, second, third);
    }

    /** Ascension of 2026 is Thursday the 14th of May; Easter Monday is the 6th of April. */
    @ParameterizedTest
    @CsvSource({
        "THURSDAY, LEAVE_OUT, METROPOLE, 2026-05-14, ",
        "THURSDAY, KEEP, METROPOLE, 2026-05-14, 2026-05-14",
        "THURSDAY, BEFORE, METROPOLE, 2026-05-14, 2026-05-13",
        "THURSDAY, AFTER, METROPOLE, 2026-05-14, 2026-05-15",
        "MONDAY, BEFORE, METROPOLE, 2026-04-06, 2026-04-03",
        "MONDAY, BEFORE, ALSACE_MOSELLE, 2026-04-06, 2026-04-02",
        "MONDAY, AFTER, ALSACE_MOSELLE, 2026-04-06, 2026-04-07"
    })
    void a_holiday_is_left_out_or_moved_as_the_board_says(
            DayOfWeek day,
            HolidayRule rule,
            HolidayRegion region,
            LocalDate slot,
            @Nullable LocalDate date) {
        var rhythm =
                new Rhythm(
                        new Repetition.Weekly(Set.of(day), 1),
                        TERMS,
                        rule,
                        region,
                        LocalDate.parse("2026-01-01"),
                        Rhythm.OPEN);

        assertThat(rhythm.occurrences(slot, slot))
                .isEqualTo(date == null ? List.of() : List.of(new Occurrence(slot, date)));
    }

    @Test
    void a_holiday_is_not_moved_onto_a_day_on_which_the_board_meets_anyway() {
        var rhythm =
                rhythm(
                        new Repetition.Weekly(EnumSet.of(DayOfWeek.THURSDAY, DayOfWeek.FRIDAY), 1),
                        HolidayRule.AFTER,
                        "2026-05-11",
                        "2026-05-22");

        assertThat(dates(rhythm, "2026-05-11", "2026-05-22"))
                .containsExactlyElementsOf(days("2026-05-15", "2026-05-21", "2026-05-22"));
    }

    @Test
    void registration_closes_at_the_same_hour_of_the_clock_over_its_change() {
        var begins = LocalDate.parse("2027-03-29").atTime(14, 30);

        assertThat(TERMS.closes(begins)).isEqualTo("2027-03-27T14:30");
    }

    @Test
    void terms_beyond_their_limits_are_refused() {
        assertRefused(14, "", "", 0);
        assertRefused(721, "", "", 0);
        assertRefused(60, "a\nb", "", 0);
        assertRefused(60, "x".repeat(121), "", 0);
        assertRefused(60, "", "http://video.test", 0);
        assertRefused(60, "", "javascript:alert(1)", 0);
        assertRefused(60, "", "https://video.test/" + "x".repeat(500), 0);
        assertRefused(60, "", "", 721);
        assertRefused(60, "", "", -1);
        assertThat(terms(720, "x".repeat(120), "https://video.test/rcp?a=1", 720).room())
                .hasSize(120);
    }

    private static void assertRefused(int minutes, String room, String video, int hours) {
        assertThatIllegalArgumentException().isThrownBy(() -> terms(minutes, room, video, hours));
    }

    private static SessionTerms terms(int minutes, String room, String video, int hours) {
        return new SessionTerms(
                LocalTime.NOON, Duration.ofMinutes(minutes), room, video, Duration.ofHours(hours));
    }

    private static Rhythm rhythm(
            Repetition repetition, HolidayRule holidays, String first, String last) {
        return new Rhythm(
                repetition,
                TERMS,
                holidays,
                HolidayRegion.METROPOLE,
                LocalDate.parse(first),
                LocalDate.parse(last));
    }

    private static List<LocalDate> dates(Rhythm rhythm, String from, String to) {
        return rhythm.occurrences(LocalDate.parse(from), LocalDate.parse(to)).stream()
                .map(Occurrence::date)
                .toList();
    }

    private static List<LocalDate> days(String... days) {
        return Stream.of(days).map(LocalDate::parse).toList();
    }
}
