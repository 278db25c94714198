// SPDX-License-Identifier: Apache-2.0
package spiders.bench.week;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/**
 * How much of a week is lived, and how fast.
 *
 * @param boards the hour at which each of them meets, on every day from Monday to Friday
 * @param ct scanners, which make examinations by day
 * @param mr the same of magnetic resonance
 * @param objects of each study
 * @param speed seconds of the week in one of the machine
 * @param seed what everything else is drawn from
 */
record WeekScale(
        LocalDate first,
        int days,
        List<Temper> sources,
        List<LocalTime> boards,
        int ct,
        int mr,
        int cases,
        int objects,
        double speed,
        long seed) {

    static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    /** A CT slice of 512 × 512 of two bytes, and three hundred of them. */
    private static final double REAL_STUDY = 300 * 526_000.0;

    private static final LocalDate SUNDAY = LocalDate.of(2026, 11, 29);

    WeekScale {
        sources = List.copyOf(sources);
        boards = List.copyOf(boards);
    }

    /** Five sources, twenty-five sessions, two hundred and fifty cases. */
    static WeekScale whole(long seed, double speed) {
        return new WeekScale(
                SUNDAY,
                7,
                List.of(Temper.values()),
                hours("08:30", "12:30", "14:00", "16:30", "18:00"),
                16,
                10,
                250,
                12,
                speed,
                seed);
    }

    /** Monday alone, for a test. */
    static WeekScale day(long seed, double speed) {
        return new WeekScale(
                SUNDAY.plusDays(1),
                1,
                List.of(Temper.FAST, Temper.NIGHT_ONLY, Temper.FLAKY, Temper.OFF),
                hours("12:30", "14:00", "16:30", "18:00"),
                3,
                2,
                20,
                6,
                speed,
                seed);
    }

    private static List<LocalTime> hours(String... texts) {
        return List.of(texts).stream().map(LocalTime::parse).toList();
    }

    Instant start() {
        return first.atStartOfDay(ZONE).toInstant();
    }

    Instant end() {
        return first.plusDays(days).atStartOfDay(ZONE).toInstant();
    }

    /** How many times a study of these is smaller than a CT of 300 slices. */
    double bytes() {
        return REAL_STUDY / (objects * (double) Exam.PIXELS);
    }
}
