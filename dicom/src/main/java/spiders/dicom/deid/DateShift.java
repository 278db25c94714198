// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import spiders.dicom.data.VR;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Moves dates by whole days (PS3.15 section E.3.6): DA, and the day of DT, single or as ranges.
 *
 * <p>Times of day, fractions and offsets from UTC stay as they are, so that injection and
 * acquisition remain as far apart as they were. A date that says only its year or month is moved as
 * its middle would be, and says no more than before.
 */
record DateShift(int days) {

    private static final Pattern DATE = Pattern.compile("(\\d{4})\\.?(\\d{2})\\.?(\\d{2})");
    private static final Pattern DATE_TIME =
            Pattern.compile("(\\d{4})(\\d{2})?(\\d{2})?(\\d{0,6}(?:\\.\\d{1,6})?(?:[+-]\\d{4})?)");

    /** Returns the values moved, or nothing if one of them is no date. */
    Optional<List<String>> shifted(VR vr, List<String> values) {
        var shifted = new ArrayList<String>(values.size());
        for (var value : values) {
            var text = value.strip();
            var moved = text.isEmpty() ? Optional.of("") : shifted(vr, text);
            if (moved.isEmpty()) {
                return Optional.empty();
            }
            shifted.add(moved.get());
        }
        return Optional.of(shifted);
    }

    private Optional<String> shifted(VR vr, String text) {
        var single = single(vr, text);
        if (single.isPresent()) {
            return single;
        }
        int dash = rangeDash(vr, text);
        if (dash < 0) {
            return Optional.empty();
        }
        var from = text.substring(0, dash).strip();
        var to = text.substring(dash + 1).strip();
        var first = from.isEmpty() ? Optional.of("") : single(vr, from);
        var last = to.isEmpty() ? Optional.of("") : single(vr, to);
        return first.flatMap(start -> last.map(end -> start + "-" + end));
    }

    /** The dash between two dates; others of a DT begin an offset from UTC. */
    private static int rangeDash(VR vr, String text) {
        for (int dash = text.indexOf('-'); dash >= 0; dash = text.indexOf('-', dash + 1)) {
            var before = text.substring(0, dash).strip();
            var after = text.substring(dash + 1).strip();
            boolean parts = before.isEmpty() || pattern(vr).matcher(before).matches();
            if (parts && (after.isEmpty() || pattern(vr).matcher(after).matches())) {
                return dash;
            }
        }
        return -1;
    }

    private static Pattern pattern(VR vr) {
        return vr == VR.DT ? DATE_TIME : DATE;
    }

    private Optional<String> single(VR vr, String text) {
        var matcher = pattern(vr).matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int year = Integer.parseInt(matcher.group(1));
        try {
            if (matcher.group(2) == null) {
                return Optional.of(year(year) + matcher.group(4));
            }
            int month = Integer.parseInt(matcher.group(2));
            if (matcher.group(3) == null) {
                return Optional.of(month(year, month) + matcher.group(4));
            }
            var day = LocalDate.of(year, month, Integer.parseInt(matcher.group(3)));
            var rest = vr == VR.DT ? matcher.group(4) : "";
            return text(day.plusDays(days)).map(moved -> moved + rest);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private String year(int year) {
        return digits(LocalDate.of(year, 7, 1).plusDays(days).getYear());
    }

    private String month(int year, int month) {
        var moved = YearMonth.from(LocalDate.of(year, month, 15).plusDays(days));
        return digits(moved.getYear()) + "%02d".formatted(moved.getMonthValue());
    }

    private static String digits(int year) {
        if (year < 0 || year > 9999) {
            throw new DateTimeException("No year of four digits");
        }
        return "%04d".formatted(year);
    }

    private static Optional<String> text(LocalDate day) {
        int year = day.getYear();
        if (year < 0 || year > 9999) {
            return Optional.empty();
        }
        var text = new StringBuilder(8);
        append(text, year, 4);
        append(text, day.getMonthValue(), 2);
        append(text, day.getDayOfMonth(), 2);
        return Optional.of(text.toString());
    }

    private static void append(StringBuilder text, int number, int digits) {
        var decimal = Integer.toString(number);
        text.repeat('0', digits - decimal.length()).append(decimal);
    }
}
