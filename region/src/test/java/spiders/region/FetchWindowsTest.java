// SPDX-License-Identifier: Apache-2.0
package spiders.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

class FetchWindowsTest {

    /** A Wednesday. */
    private static final String DAY = "2026-12-02T";

    private static FetchWindows windows(FetchWindow... windows) {
        return new FetchWindows(List.of(windows));
    }

    private static Instant at(String dateTime) {
        return LocalDateTime.parse(dateTime).atZone(FetchWindows.ZONE).toInstant();
    }

    @Test
    void hours_of_the_working_days_are_quiet_on_those_alone() {
        var windows = windows(FetchWindow.quiet("mon-fri 08:00-18:00"));

        assertThat(windows.isQuiet(at(DAY + "07:59:59"))).isFalse();
        assertThat(windows.isQuiet(at(DAY + "08:00:00"))).isTrue();
        assertThat(windows.isQuiet(at(DAY + "17:59:59"))).isTrue();
        assertThat(windows.isQuiet(at(DAY + "18:00:00"))).isFalse();
        assertThat(windows.isQuiet(at("2026-12-05T12:00:00"))).isFalse();
        assertThat(windows.opens(at(DAY + "09:30:00"))).contains(at(DAY + "18:00:00"));
        assertThat(windows.opens(at(DAY + "20:00:00"))).contains(at(DAY + "20:00:00"));
    }

    @Test
    void hours_over_midnight_belong_to_the_day_on_which_they_begin() {
        var windows = windows(FetchWindow.quiet("wed 22:00-06:00"));

        assertThat(windows.isQuiet(at(DAY + "05:00:00"))).isFalse();
        assertThat(windows.isQuiet(at(DAY + "23:00:00"))).isTrue();
        assertThat(windows.isQuiet(at("2026-12-03T05:59:00"))).isTrue();
        assertThat(windows.isQuiet(at("2026-12-03T22:30:00"))).isFalse();
    }

    @Test
    void days_may_go_over_the_end_of_the_week_and_be_listed() {
        var windows = windows(FetchWindow.quiet("sat-mon,wed 10:00-11:00"));

        assertThat(List.of("05", "06", "07", "09"))
                .allMatch(day -> windows.isQuiet(at("2026-12-%sT10:30:00".formatted(day))));
        assertThat(List.of("08", "10", "11"))
                .noneMatch(day -> windows.isQuiet(at("2026-12-%sT10:30:00".formatted(day))));
    }

    @Test
    void where_windows_overlap_the_lowest_rate_holds() {
        var windows =
                windows(
                        FetchWindow.limited("08:00-18:00 4 MB/s"),
                        FetchWindow.limited("12:00-14:00 500 kB/s"),
                        FetchWindow.quiet("13:00-13:30"));

        assertThat(windows.rate(at(DAY + "07:00:00"))).isEqualTo(FetchWindows.UNLIMITED);
        assertThat(windows.rate(at(DAY + "09:00:00"))).isEqualTo(4_000_000);
        assertThat(windows.rate(at(DAY + "12:30:00"))).isEqualTo(500_000);
        assertThat(windows.rate(at(DAY + "13:15:00"))).isZero();
    }

    @Test
    void a_transfer_waits_through_quiet_hours_and_slows_in_limited_ones() {
        var windows =
                windows(
                        FetchWindow.quiet("08:00-18:00"),
                        FetchWindow.limited("18:00-20:00 1 MB/s"));
        // 10 MB/s for 60 s before eight, 1 MB/s for two hours, the rest at 10 MB/s.
        double bytes = 600e6 + 7200e6 + 100e6;

        var end = windows.finish(at(DAY + "07:59:00"), bytes, 10e6, 1).orElseThrow();

        assertThat(end).isCloseTo(at(DAY + "20:00:10"), within(10, ChronoUnit.MILLIS));
    }

    @Test
    void a_rate_is_shared_by_those_that_come_at_once() {
        var windows = windows(FetchWindow.limited("00:00-00:00 2 MB/s"));

        var end = windows.finish(at(DAY + "10:00:00"), 60e6, 10e6, 2).orElseThrow();

        assertThat(Duration.between(at(DAY + "10:00:00"), end))
                .isCloseTo(Duration.ofSeconds(60), Duration.ofMillis(10));
    }

    @Test
    void a_week_of_quiet_hours_never_opens() {
        var windows = windows(FetchWindow.quiet("00:00-00:00"));

        assertThat(windows.opens(at(DAY + "10:00:00"))).isEmpty();
        assertThat(windows.finish(at(DAY + "10:00:00"), 1, 1e6, 1)).isEmpty();
    }

    @Test
    void the_hour_that_the_clock_leaves_out_is_no_trap() {
        // In the night of 28 March 2027 two o'clock is three.
        var windows = windows(FetchWindow.quiet("sun 02:00-03:00"));

        assertThat(windows.isQuiet(at("2027-03-28T01:59:00"))).isFalse();
        assertThat(windows.isQuiet(at("2027-03-28T03:00:00"))).isFalse();
        assertThat(windows.opens(at("2027-03-28T01:59:59"))).contains(at("2027-03-28T01:59:59"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "8-18",
                "mon-fri",
                "mon-fri 8:00",
                "mon-fri 25:00-26:00",
                "lun 08:00-18:00",
                "mon-wed-fri 08:00-18:00",
                "mon-fri 08:00-18:00 4 MB/s",
                "mon, 08:00-18:00"
            })
    void what_is_not_understood_is_refused_with_what_was_written(String text) {
        assertThatThrownBy(() -> FetchWindow.quiet(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"08:00-18:00", "08:00-18:00 0 MB/s", "08:00-18:00 4 Mbit/s"})
    void a_rate_that_is_not_understood_is_refused(String text) {
        assertThatThrownBy(() -> FetchWindow.limited(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }
}
