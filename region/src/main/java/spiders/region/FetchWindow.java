// SPDX-License-Identifier: Apache-2.0
package spiders.region;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A part of the week in which a source is to be spared, by the hospital's clock.
 *
 * @param days on which it begins
 * @param until at or before {@code from}: on the day after
 * @param bytesPerSecond the most that is fetched from the source in it, all transfers together; 0
 *     where nothing is to be fetched
 */
public record FetchWindow(
        Set<DayOfWeek> days, LocalTime from, LocalTime until, long bytesPerSecond) {

    private static final List<String> DAYS =
            List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final Pattern HOURS =
            Pattern.compile("(?:([a-z,-]+) +)?(\\d{1,2}:\\d{2}) *- *(\\d{1,2}:\\d{2})");
    private static final Pattern RATE =
            Pattern.compile("(.*?) +(\\d{1,6}(?:\\.\\d{1,3})?) *(k|M|G)B/s");

    public FetchWindow {
        if (days.isEmpty()) {
            throw new IllegalArgumentException("hours without a day");
        }
        if (bytesPerSecond < 0) {
            throw new IllegalArgumentException("a rate below zero");
        }
        days = Set.copyOf(days);
    }

    /**
     * Hours in which nothing is fetched, such as {@code mon-fri 08:00-18:00} or {@code
     * 07:30-19:00}.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static FetchWindow quiet(String text) {
        return hours(text, 0);
    }

    /**
     * Hours with the most that is fetched in them, such as {@code mon-fri 08:00-18:00 4 MB/s}; a
     * megabyte is a million bytes.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static FetchWindow limited(String text) {
        var matcher = RATE.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "\"%s\" is not written as \"mon-fri 08:00-18:00 4 MB/s\"".formatted(text));
        }
        double factor =
                switch (matcher.group(3)) {
                    case "k" -> 1e3;
                    case "M" -> 1e6;
                    default -> 1e9;
                };
        long rate = Math.round(Double.parseDouble(matcher.group(2)) * factor);
        if (rate < 1) {
            throw new IllegalArgumentException(
                    "\"%s\": hours in which nothing is fetched are quiet hours".formatted(text));
        }
        return hours(matcher.group(1), rate);
    }

    private static FetchWindow hours(String text, long rate) {
        var matcher = HOURS.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "\"%s\" is not written as \"mon-fri 08:00-18:00\"".formatted(text));
        }
        var days = matcher.group(1) == null ? EnumSet.allOf(DayOfWeek.class) : days(text, matcher);
        return new FetchWindow(
                days, time(text, matcher.group(2)), time(text, matcher.group(3)), rate);
    }

    private static Set<DayOfWeek> days(String text, java.util.regex.Matcher matcher) {
        var days = EnumSet.noneOf(DayOfWeek.class);
        for (var part : matcher.group(1).split(",", -1)) {
            var ends = part.split("-", -1);
            int first = day(text, ends[0]);
            int last = ends.length == 1 ? first : day(text, ends[ends.length - 1]);
            if (ends.length > 2) {
                throw new IllegalArgumentException("\"%s\": \"%s\"".formatted(text, part));
            }
            for (int i = 0; i <= Math.floorMod(last - first, DAYS.size()); i++) {
                days.add(DayOfWeek.of(Math.floorMod(first + i, DAYS.size()) + 1));
            }
        }
        return days;
    }

    private static int day(String text, String name) {
        int index = DAYS.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException(
                    "\"%s\": \"%s\" is none of %s".formatted(text, name, DAYS));
        }
        return index;
    }

    private static LocalTime time(String text, String written) {
        try {
            return LocalTime.parse(written.length() == 4 ? "0" + written : written);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "\"%s\": \"%s\" is no time of the day".formatted(text, written), e);
        }
    }

    /** Whether nothing is to be fetched in it. */
    public boolean isQuiet() {
        return bytesPerSecond == 0;
    }

    boolean contains(ZonedDateTime moment) {
        return contains(moment.toLocalDate(), moment)
                || contains(moment.toLocalDate().minusDays(1), moment);
    }

    private boolean contains(LocalDate day, ZonedDateTime moment) {
        return days.contains(day.getDayOfWeek())
                && !moment.isBefore(begin(day, moment))
                && moment.isBefore(end(day, moment));
    }

    ZonedDateTime begin(LocalDate day, ZonedDateTime zoned) {
        return day.atTime(from).atZone(zoned.getZone());
    }

    ZonedDateTime end(LocalDate day, ZonedDateTime zoned) {
        var last = until.isAfter(from) ? day : day.plusDays(1);
        return last.atTime(until).atZone(zoned.getZone());
    }
}
