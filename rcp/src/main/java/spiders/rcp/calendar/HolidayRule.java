// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Optional;

/** What becomes of a session that falls on a public holiday. */
public enum HolidayRule {
    /** It does not take place. */
    LEAVE_OUT,
    /** It takes place on the last working day before. */
    BEFORE,
    /** It takes place on the first working day after. */
    AFTER,
    /** It takes place all the same. */
    KEEP;

    /** The day on which a session takes place that falls on a day; empty when it does not. */
    Optional<LocalDate> place(LocalDate day, HolidayRegion region) {
        if (!region.isHoliday(day)) {
            return Optional.of(day);
        }
        return switch (this) {
            case LEAVE_OUT -> Optional.empty();
            case KEEP -> Optional.of(day);
            case BEFORE -> Optional.of(next(day, -1, region));
            case AFTER -> Optional.of(next(day, 1, region));
        };
    }

    private static LocalDate next(LocalDate day, int step, HolidayRegion region) {
        var next = day;
        while (next.getDayOfWeek() == DayOfWeek.SATURDAY
                || next.getDayOfWeek() == DayOfWeek.SUNDAY
                || region.isHoliday(next)) {
            next = next.plusDays(step);
        }
        return next;
    }
}
