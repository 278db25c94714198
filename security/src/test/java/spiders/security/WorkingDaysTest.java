// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.LocalDate;

class WorkingDaysTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-27, 2026-12-04", // A Friday, and a plain week.
        "2026-12-23, 2026-12-31", // Christmas Day is a Friday.
        "2026-12-30, 2027-01-07", // New Year's Day is a Friday.
        "2026-05-07, 2026-05-18", // 8 May is a Friday, Ascension the Thursday after.
        "2026-04-02, 2026-04-10", // Easter Monday is 6 April.
        "2026-11-28, 2026-12-04" // A Saturday.
    })
    void five_working_days_leave_out_weekends_and_holidays(LocalDate from, LocalDate due) {
        assertThat(WorkingDays.after(from, 5)).isEqualTo(due);
    }

    /** Dates of Easter as the Bureau des longitudes publishes them. */
    @ParameterizedTest
    @CsvSource({"2024, 2024-03-31", "2025, 2025-04-20", "2026, 2026-04-05", "2038, 2038-04-25"})
    void easter_is_on_its_sunday(int year, LocalDate easter) {
        assertThat(WorkingDays.easter(year)).isEqualTo(easter);
    }
}
