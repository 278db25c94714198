// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Dates, times and numbers as they stand on screen: the time of Paris, dates as JJ/MM/AAAA. */
public record Formats(Locale locale) {

    /** The time zone of what a person reads or types. */
    public static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MM/uuuu");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("dd/MM/uuuu HH:mm");

    private static final String PREFIXES = " kMGTPE";
    private static final int STEP = 1000;

    /** {@code 21/11/2026}. */
    public String date(LocalDate date) {
        return DATE.format(date);
    }

    /** {@code 21/11/2026}. */
    public String date(Instant instant) {
        return DATE.format(instant.atZone(ZONE));
    }

    /** {@code 21/11/2026 14:05}. */
    public String dateTime(Instant instant) {
        return DATE_TIME.format(instant.atZone(ZONE));
    }

    /** {@code samedi 21 novembre 2026}. */
    public String longDate(LocalDate date) {
        return DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", locale).format(date);
    }

    /** {@code 14:05}. */
    public String time(LocalTime time) {
        return TIME.format(time);
    }

    /** {@code 14:05}. */
    public String time(Instant instant) {
        return TIME.format(instant.atZone(ZONE));
    }

    /** {@code 14:05:30}. */
    public String clock(Instant instant) {
        return CLOCK.format(instant.atZone(ZONE));
    }

    /** {@code 1 234}. */
    public String number(long number) {
        return NumberFormat.getInstance(locale).format(number);
    }

    /** {@code 152 Mo}: powers of 1000, three figures. */
    public String bytes(long bytes, String unit) {
        double value = bytes;
        int prefix = 0;
        while (value >= STEP && prefix < PREFIXES.length() - 1) {
            value /= STEP;
            prefix++;
        }
        var format = NumberFormat.getInstance(locale);
        format.setMaximumFractionDigits(prefix > 0 && value < 10 ? 1 : 0);
        var letter = prefix == 0 ? "" : String.valueOf(PREFIXES.charAt(prefix));
        return format.format(value) + "\u00a0" + letter + unit;
    }
}
