// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.data;

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * The times of a day from one to another, both among them: what a TM says, alone or in a query.
 *
 * <p>A TM that says no more than the hour is the whole hour (PS3.4 C.2.2.2.5.1).
 *
 * @param first midnight if the range has no beginning
 * @param last the last nanosecond of the day if it has no end
 */
public record TimeRange(LocalTime first, LocalTime last) {

    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("HHmmss.SSSSSS");

    public TimeRange {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("A range of times ends before it begins");
        }
    }

    /** Parses a time, {@code 0930}, or a range: {@code A-B}, {@code A-}, {@code -B}. */
    public static Optional<TimeRange> parse(String text) {
        int dash = text.indexOf('-');
        if (dash < 0) {
            return one(text);
        }
        var from = text.substring(0, dash).strip();
        var to = text.substring(dash + 1).strip();
        if (from.isEmpty() && to.isEmpty()) {
            return Optional.empty();
        }
        var first = from.isEmpty() ? Optional.of(LocalTime.MIN) : one(from).map(TimeRange::first);
        var last = to.isEmpty() ? Optional.of(LocalTime.MAX) : one(to).map(TimeRange::last);
        return first.flatMap(begin ->
                last.filter(end -> !end.isBefore(begin)).map(end -> new TimeRange(begin, end)));
    }

    private static Optional<TimeRange> one(String text) {
        var digits = text.strip().replace(":", "");
        return DateTimeText.time(digits)
                .map(time -> new TimeRange(time, DateTimeText.endOf(time, digits.length())));
    }

    public boolean contains(LocalTime time) {
        return !time.isBefore(first) && !time.isAfter(last);
    }

    /** Returns the value of a TM, down to the microsecond; the whole day has none. */
    public String text() {
        if (first.equals(last)) {
            return FORM.format(first);
        }
        var from = first.equals(LocalTime.MIN) ? "" : FORM.format(first);
        var to = last.equals(LocalTime.MAX) ? "" : FORM.format(last);
        return from.isEmpty() && to.isEmpty() ? "" : from + "-" + to;
    }
}
