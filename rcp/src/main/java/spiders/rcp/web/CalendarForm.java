// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.rcp.Boards;
import spiders.rcp.Session;
import spiders.rcp.calendar.HolidayRegion;
import spiders.rcp.calendar.HolidayRule;
import spiders.rcp.calendar.Repetition;
import spiders.rcp.calendar.Rhythm;
import spiders.rcp.calendar.SessionTerms;
import spiders.web.Form;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The fields of a rhythm, and of a single session, as they are typed or sent. */
public final class CalendarForm {

    /** The fields of a session. */
    static final List<String> TERMS = List.of("time", "minutes", "room", "video", "closesHours");

    /** The fields that a rhythm has besides. */
    static final List<String> RHYTHM =
            List.of("kind", "days", "every", "nth", "holidays", "region", "first", "last");

    private static final Duration USUAL_LENGTH = Duration.ofHours(2);
    private static final int NUMBER = 5;
    private static final int DATE = 10;

    private CalendarForm() {}

    /** What the form of a board shows that has no rhythm yet. */
    static Map<String, String> usual(LocalDate today) {
        var fields = new HashMap<String, String>();
        fields.putAll(Map.of("kind", "WEEKLY", "every", "1", "nth", "1"));
        fields.putAll(Map.of("holidays", "LEAVE_OUT", "region", "METROPOLE"));
        fields.put("first", today.toString());
        fields.put("minutes", Long.toString(USUAL_LENGTH.toMinutes()));
        fields.put("closesHours", "48");
        return fields;
    }

    /** A rhythm as its form shows it. */
    static Map<String, String> of(Rhythm rhythm) {
        var fields = new HashMap<>(of(rhythm.terms()));
        switch (rhythm.repetition()) {
            case Repetition.Weekly(var days, var every) -> {
                fields.put("kind", "WEEKLY");
                fields.put("days", names(days));
                fields.put("every", Integer.toString(every));
                fields.put("nth", "1");
            }
            case Repetition.Monthly(var day, var nth) -> {
                fields.put("kind", "MONTHLY");
                fields.put("days", day.name());
                fields.put("every", "1");
                fields.put("nth", Integer.toString(nth));
            }
        }
        fields.put("holidays", rhythm.holidays().name());
        fields.put("region", rhythm.region().name());
        fields.put("first", rhythm.first().toString());
        fields.put("last", rhythm.isOpen() ? "" : rhythm.last().toString());
        return fields;
    }

    private static String names(Set<DayOfWeek> days) {
        return days.stream().sorted().map(DayOfWeek::name).collect(Collectors.joining(","));
    }

    /** A session as the form that moves it shows it. */
    static Map<String, String> of(Session session) {
        var closes = session.registrationCloses().atZone(Boards.HOSPITAL_ZONE).toLocalDateTime();
        var fields = new HashMap<String, String>();
        fields.put("date", session.date().toString());
        fields.put("time", session.time().toString());
        fields.put("minutes", Long.toString(session.length().toMinutes()));
        fields.put("room", session.room());
        fields.put("video", session.video());
        fields.put(
                "closesHours", Long.toString(ChronoUnit.HOURS.between(closes, session.begins())));
        return fields;
    }

    private static Map<String, String> of(SessionTerms terms) {
        return Map.of(
                "time", terms.time().toString(),
                "minutes", Long.toString(terms.length().toMinutes()),
                "room", terms.room(),
                "video", terms.video(),
                "closesHours", Long.toString(terms.closesBefore().toHours()));
    }

    /** Whether a day of the week is ticked. */
    public static boolean has(Form form, DayOfWeek day) {
        return days(form).contains(day.name());
    }

    private static List<String> days(Form form) {
        return form.values("days").stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .filter(text -> !text.isBlank())
                .toList();
    }

    /** The rhythm; empty where something is wrong, which the form then says. */
    static Optional<Rhythm> rhythm(Form form) {
        var terms = terms(form);
        var repetition = repetition(form);
        var holidays = required(form, "holidays", HolidayRule::valueOf);
        var region = required(form, "region", HolidayRegion::valueOf);
        form.required("first", DATE);
        var first = form.date("first");
        var last = form.date("last");
        if (!form.isAccepted()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Rhythm(
                            repetition.orElseThrow(),
                            terms.orElseThrow(),
                            holidays.orElseThrow(),
                            region.orElseThrow(),
                            first.orElseThrow(),
                            last.orElse(Rhythm.OPEN)));
        } catch (IllegalArgumentException _) {
            form.reject("last", "rcp.calendar.refused.last");
            return Optional.empty();
        }
    }

    private static Optional<Repetition> repetition(Form form) {
        var days = EnumSet.noneOf(DayOfWeek.class);
        try {
            days(form).forEach(name -> days.add(DayOfWeek.valueOf(name)));
        } catch (IllegalArgumentException _) {
            form.reject("days", "rcp.calendar.refused.days");
        }
        boolean isMonthly = form.value("kind").equals("MONTHLY");
        if (!isMonthly && !form.value("kind").equals("WEEKLY")) {
            form.reject("kind", "web.form.required");
        }
        if (days.isEmpty() || (isMonthly && days.size() > 1)) {
            form.reject("days", "rcp.calendar.refused.days");
            return Optional.empty();
        }
        return isMonthly
                ? required(
                        form,
                        "nth",
                        nth ->
                                new Repetition.Monthly(
                                        days.iterator().next(), Integer.parseInt(nth)))
                : required(
                        form,
                        "every",
                        every -> new Repetition.Weekly(days, Integer.parseInt(every)));
    }

    /** The hour and place; empty where something is wrong, which the form then says. */
    static Optional<SessionTerms> terms(Form form) {
        var time = required(form, "time", LocalTime::parse);
        var minutes = required(form, "minutes", CalendarForm::number);
        var hours = required(form, "closesHours", CalendarForm::number);
        var room = form.optional("room", SessionTerms.MOST_ROOM);
        var video = form.optional("video", SessionTerms.MOST_VIDEO);
        if (time.isEmpty() || minutes.isEmpty() || hours.isEmpty()) {
            return Optional.empty();
        }
        var usual = new SessionTerms(time.get(), USUAL_LENGTH, "", "", Duration.ZERO);
        check(form, "minutes", () -> with(usual, Duration.ofMinutes(minutes.get()), "", "", 0));
        check(form, "room", () -> with(usual, USUAL_LENGTH, room, "", 0));
        check(form, "video", () -> with(usual, USUAL_LENGTH, "", video, 0));
        check(form, "closesHours", () -> with(usual, USUAL_LENGTH, "", "", hours.get()));
        if (TERMS.stream().anyMatch(form::isRefused)) {
            return Optional.empty();
        }
        var length = Duration.ofMinutes(minutes.get());
        return Optional.of(with(usual, length, room, video, hours.get()));
    }

    private static SessionTerms with(
            SessionTerms usual, Duration length, String room, String video, int hours) {
        return new SessionTerms(usual.time(), length, room, video, Duration.ofHours(hours));
    }

    private static void check(Form form, String field, Runnable made) {
        try {
            made.run();
        } catch (IllegalArgumentException _) {
            form.reject(field, "rcp.calendar.refused." + field);
        }
    }

    private static int number(String text) {
        if (text.length() > NUMBER) {
            throw new IllegalArgumentException("a number of at most five digits");
        }
        return Integer.parseInt(text);
    }

    private static <T> Optional<T> required(Form form, String field, Function<String, T> parser) {
        form.required(field, DATE);
        return form.parse(field, parser, "rcp.calendar.refused." + field);
    }
}
