// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.calendar;

import java.time.LocalDate;
import java.time.Month;
import java.util.Set;
import java.util.TreeSet;

/** Where in France a board meets, for its public holidays. */
public enum HolidayRegion {
    /** The eleven holidays of the whole country (code du travail, article L3133-1). */
    METROPOLE,
    /** Those, Good Friday and the 26th of December (code du travail, article L3134-13). */
    ALSACE_MOSELLE;

    private static final int EASTER_MONDAY = 1;
    private static final int ASCENSION = 39;
    private static final int WHIT_MONDAY = 50;
    private static final int GOOD_FRIDAY = -2;

    /** Whether nobody works on that day. */
    public boolean isHoliday(LocalDate date) {
        return of(date.getYear()).contains(date);
    }

    /** The holidays of a year, in their order. */
    public Set<LocalDate> of(int year) {
        var easter = easter(year);
        var days = new TreeSet<LocalDate>();
        days.add(LocalDate.of(year, Month.JANUARY, 1));
        days.add(easter.plusDays(EASTER_MONDAY));
        days.add(LocalDate.of(year, Month.MAY, 1));
        days.add(LocalDate.of(year, Month.MAY, 8));
        days.add(easter.plusDays(ASCENSION));
        days.add(easter.plusDays(WHIT_MONDAY));
        days.add(LocalDate.of(year, Month.JULY, 14));
        days.add(LocalDate.of(year, Month.AUGUST, 15));
        days.add(LocalDate.of(year, Month.NOVEMBER, 1));
        days.add(LocalDate.of(year, Month.NOVEMBER, 11));
        days.add(LocalDate.of(year, Month.DECEMBER, 25));
        if (this == ALSACE_MOSELLE) {
            days.add(easter.plusDays(GOOD_FRIDAY));
            days.add(LocalDate.of(year, Month.DECEMBER, 26));
        }
        return days;
    }

    /**
     * Easter Sunday of the Gregorian calendar: the Sunday after the full moon of the tables that
     * falls on the 21st of March or later (Clavius, 1603; golden number, epact and Sunday).
     */
    static LocalDate easter(int year) {
        int golden = year % 19;
        int century = year / 100;
        int skippedLeapYears = century - century / 4;
        int moonCorrection = (8 * century + 13) / 25;
        int epact = Math.floorMod(skippedLeapYears - moonCorrection + 19 * golden + 15, 30);
        // Two epacts give a full moon a day late: no month of the tables is longer than 29 days.
        int moon = epact == 29 || (epact == 28 && golden > 10) ? epact - 1 : epact;
        var fullMoon = LocalDate.of(year, Month.MARCH, 21).plusDays(moon);
        return fullMoon.plusDays(7 - fullMoon.getDayOfWeek().getValue() % 7);
    }
}
