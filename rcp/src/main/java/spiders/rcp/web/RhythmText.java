// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.rcp.calendar.Repetition;
import spiders.rcp.calendar.Rhythm;
import spiders.web.Page;

import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.stream.Collectors;

/** A rhythm in words. */
public final class RhythmText {

    private RhythmText() {}

    /** On which days, and at what time. */
    public static String of(Page page, Rhythm rhythm) {
        var time = page.time(rhythm.terms().time());
        return switch (rhythm.repetition()) {
            case Repetition.Weekly(var days, var every) ->
                    page.text(
                            every == 1 ? "rcp.calendar.weekly" : "rcp.calendar.weeks",
                            days.stream()
                                    .sorted()
                                    .map(day -> name(page, day))
                                    .collect(Collectors.joining(", ")),
                            time,
                            every);
            case Repetition.Monthly(var day, var nth) ->
                    page.text(
                            "rcp.calendar.monthly",
                            page.text("rcp.calendar.nth." + nth),
                            name(page, day),
                            time);
        };
    }

    /** From when to when, and what happens on holidays. */
    public static String days(Page page, Rhythm rhythm) {
        var holidays = page.text("rcp.calendar.holidays." + rhythm.holidays().name());
        return rhythm.isOpen()
                ? page.text("rcp.calendar.from", page.date(rhythm.first()), holidays)
                : page.text(
                        "rcp.calendar.from-to",
                        page.date(rhythm.first()),
                        page.date(rhythm.last()),
                        holidays);
    }

    private static String name(Page page, DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, page.locale());
    }
}
