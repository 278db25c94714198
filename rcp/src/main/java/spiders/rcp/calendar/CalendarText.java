// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.calendar;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Writes a calendar as iCalendar (RFC 5545). Times are in UTC (section 3.3.5, form 2), which needs
 * no definition of a time zone and which the change of the clock leaves alone: every session is an
 * event of its own.
 */
public final class CalendarText {

    /** What the answer is, by its media type. */
    public static final String MEDIA_TYPE = "text/calendar;charset=UTF-8";

    private static final int LINE_BYTES = 75;
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final StringBuilder out = new StringBuilder();

    private CalendarText() {}

    /** The events as a calendar of that name. */
    public static String write(String name, List<CalendarEvent> events) {
        var calendar = new CalendarText();
        calendar.line("BEGIN", "VCALENDAR");
        calendar.line("VERSION", "2.0");
        calendar.line("PRODID", "-//SPIDERS//rcp//FR");
        calendar.line("CALSCALE", "GREGORIAN");
        calendar.line("METHOD", "PUBLISH");
        calendar.text("X-WR-CALNAME", name);
        events.forEach(calendar::event);
        calendar.line("END", "VCALENDAR");
        return calendar.out.toString();
    }

    private void event(CalendarEvent event) {
        line("BEGIN", "VEVENT");
        text("UID", event.uid());
        line("DTSTAMP", time(event.changed()));
        line("LAST-MODIFIED", time(event.changed()));
        line("SEQUENCE", Integer.toString(event.sequence()));
        line("DTSTART", time(event.begins()));
        line("DTEND", time(event.ends()));
        text("SUMMARY", event.summary());
        text("LOCATION", event.location());
        if (!event.address().isEmpty()) {
            line("URL", event.address());
        }
        text("DESCRIPTION", event.description());
        line("STATUS", event.isCancelled() ? "CANCELLED" : "CONFIRMED");
        line("END", "VEVENT");
    }

    private static String time(Instant instant) {
        return UTC.format(instant);
    }

    /** A value of type TEXT, escaped (section 3.3.11); an empty one is left out. */
    private void text(String name, String value) {
        if (!value.isEmpty()) {
            line(
                    name,
                    value.replace("\\", "\\\\")
                            .replace(";", "\\;")
                            .replace(",", "\\,")
                            .replaceAll("\r\n|\r|\n", "\\\\n"));
        }
    }

    /** A content line, folded at 75 octets and never inside a character (section 3.1). */
    private void line(String name, String value) {
        var clean = value.replaceAll("\\p{Cntrl}", " ");
        int length = 0;
        for (int c : (name + ":" + clean).codePoints().toArray()) {
            var character = Character.toString(c);
            int bytes = character.getBytes(UTF_8).length;
            if (length + bytes > LINE_BYTES) {
                out.append("\r\n ");
                length = 1;
            }
            out.append(character);
            length += bytes;
        }
        out.append("\r\n");
    }
}
