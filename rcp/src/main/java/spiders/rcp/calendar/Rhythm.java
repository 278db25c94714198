// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.calendar;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * When a board regularly meets.
 *
 * @param last the last day on which it may meet; {@link #OPEN} where no end is known
 */
public record Rhythm(
        Repetition repetition,
        SessionTerms terms,
        HolidayRule holidays,
        HolidayRegion region,
        LocalDate first,
        LocalDate last) {

    /** No end. */
    public static final LocalDate OPEN = LocalDate.of(9999, 12, 31);

    private static final LocalDate EARLIEST = LocalDate.of(1970, 1, 1);

    public Rhythm {
        if (first.isBefore(EARLIEST) || last.isAfter(OPEN) || last.isBefore(first)) {
            throw new IllegalArgumentException("a rhythm ends after it began, in 1970 to 9999");
        }
    }

    public boolean isOpen() {
        return last.equals(OPEN);
    }

    /**
     * One session of the rhythm.
     *
     * @param slot the day that the repetition gives it, by which it is known
     * @param date the day on which it takes place, another where the slot is a holiday
     */
    public record Occurrence(LocalDate slot, LocalDate date) {}

    /**
     * The sessions whose slots are between two days, both included. One that a holiday moves onto a
     * day on which the board meets anyway is left out.
     */
    public List<Occurrence> occurrences(LocalDate from, LocalDate to) {
        var begin = from.isBefore(first) ? first : from;
        var end = to.isAfter(last) ? last : to;
        if (end.isBefore(begin)) {
            return List.of();
        }
        var slots =
                begin.datesUntil(end.plusDays(1))
                        .filter(day -> repetition.falls(first, day))
                        .toList();
        var taken = new HashSet<>(slots);
        var all = new ArrayList<Occurrence>();
        for (var slot : slots) {
            holidays.place(slot, region)
                    .filter(date -> date.equals(slot) || (!isMet(date) && taken.add(date)))
                    .ifPresent(date -> all.add(new Occurrence(slot, date)));
        }
        return List.copyOf(all);
    }

    private boolean isMet(LocalDate day) {
        return !day.isBefore(first) && !day.isAfter(last) && repetition.falls(first, day);
    }
}
