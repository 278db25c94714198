// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.data;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * The days from one to another, both among them: what a DA says in a query (PS3.4 C.2.2.2.5.1).
 *
 * @param first {@link LocalDate#MIN} if the range has no beginning
 * @param last {@link LocalDate#MAX} if it has no end
 */
public record DateRange(LocalDate first, LocalDate last) {

    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuuMMdd");

    public DateRange {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("A range of days ends before it begins");
        }
    }

    /** One day alone. */
    public static DateRange of(LocalDate day) {
        return new DateRange(day, day);
    }

    /** Parses a day, {@code 20260228}, or a range: {@code A-B}, {@code A-}, {@code -B}. */
    public static Optional<DateRange> parse(String text) {
        int dash = text.indexOf('-');
        if (dash < 0) {
            return DateTimeText.date(text).map(DateRange::of);
        }
        var from = text.substring(0, dash).strip();
        var to = text.substring(dash + 1).strip();
        if (from.isEmpty() && to.isEmpty()) {
            return Optional.empty();
        }
        var first = from.isEmpty() ? Optional.of(LocalDate.MIN) : DateTimeText.date(from);
        var last = to.isEmpty() ? Optional.of(LocalDate.MAX) : DateTimeText.date(to);
        return first.flatMap(
                begin -> last.filter(end -> !end.isBefore(begin)).map(end -> of(begin, end)));
    }

    private static DateRange of(LocalDate first, LocalDate last) {
        return new DateRange(first, last);
    }

    public boolean contains(LocalDate day) {
        return !day.isBefore(first) && !day.isAfter(last);
    }

    /** Returns the value of a DA; a range without both ends has none. */
    public String text() {
        if (first.equals(last)) {
            return FORM.format(first);
        }
        var from = first.equals(LocalDate.MIN) ? "" : FORM.format(first);
        var to = last.equals(LocalDate.MAX) ? "" : FORM.format(last);
        return from.isEmpty() && to.isEmpty() ? "" : from + "-" + to;
    }
}
