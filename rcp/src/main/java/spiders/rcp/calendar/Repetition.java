// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Set;

/** On which days a board meets. */
public sealed interface Repetition {

    /** Whether the board meets on a day, of a rhythm whose first day is given. */
    boolean falls(LocalDate first, LocalDate day);

    /**
     * On days of the week.
     *
     * @param every so many weeks, from 1 to 12, counted from the week of the rhythm's first day
     */
    record Weekly(Set<DayOfWeek> days, int every) implements Repetition {

        public static final int MOST_WEEKS = 12;

        public Weekly {
            if (days.isEmpty()) {
                throw new IllegalArgumentException("a board meets on one day of the week at least");
            }
            if (every < 1 || every > MOST_WEEKS) {
                throw new IllegalArgumentException("a board meets every 1 to 12 weeks");
            }
            days = Set.copyOf(days);
        }

        @Override
        public boolean falls(LocalDate first, LocalDate day) {
            long weeks = ChronoUnit.WEEKS.between(monday(first), monday(day));
            return days.contains(day.getDayOfWeek()) && Math.floorMod(weeks, every) == 0;
        }

        private static LocalDate monday(LocalDate day) {
            return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        }
    }

    /**
     * On one weekday of each month.
     *
     * @param nth the first to the fourth of the month, or {@link #LAST}
     */
    record Monthly(DayOfWeek day, int nth) implements Repetition {

        public static final int LAST = -1;
        private static final int MOST = 4;

        public Monthly {
            if (nth != LAST && (nth < 1 || nth > MOST)) {
                throw new IllegalArgumentException("the first to the fourth of the month, or last");
            }
        }

        @Override
        public boolean falls(LocalDate first, LocalDate date) {
            return date.equals(date.with(TemporalAdjusters.dayOfWeekInMonth(nth, day)));
        }
    }
}
