// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import biweekly.component.VEvent;
import biweekly.io.text.ICalReader;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;

/** Written here, and read by a parser that others wrote. */
class CalendarTextTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Instant CHANGED = Instant.parse("2026-11-01T08:00:00Z");

    @Test
    void an_event_is_read_as_it_was_meant() throws IOException {
        var event = read(event("2027-01-12T14:30", "Salle 2", true)).getFirst();

        assertThat(event.getUid().getValue()).isEqualTo("4f1d@spiders");
        assertThat(event.getSequence().getValue()).isEqualTo(3);
        assertThat(event.getDateTimeStamp().getValue()).isEqualTo(CHANGED);
        assertThat(event.getSummary().getValue()).isEqualTo("RCP thoracique");
        assertThat(event.getUrl().getValue()).isEqualTo("https://video.test/rcp;a,b");
        assertThat(event.getStatus().isCancelled()).isTrue();
        assertThat(event.getDateEnd().getValue()).isEqualTo(Instant.parse("2027-01-12T15:30:00Z"));
    }

    @Test
    void an_hour_of_the_wall_clock_stays_over_the_change_of_the_clock() throws IOException {
        var events =
                read(
                        event("2027-03-25T14:30", "", false),
                        event("2027-04-01T14:30", "", false),
                        event("2027-11-04T14:30", "", false));

        assertThat(events)
                .extracting(event -> event.getDateStart().getValue().toInstant())
                .containsExactly(
                        Instant.parse("2027-03-25T13:30:00Z"),
                        Instant.parse("2027-04-01T12:30:00Z"),
                        Instant.parse("2027-11-04T13:30:00Z"));
    }

    @Test
    void signs_with_a_meaning_and_long_lines_come_back_as_they_were() throws IOException {
        var place = "Bâtiment « Étoile » ; salle 2, fond\\gauche\nétage 1 🏥 ";
        var room = place.repeat(5).strip();

        assertThat(read(event("2027-01-12T14:30", room, false)).getFirst().getLocation().getValue())
                .isEqualTo(room);
        var written = CalendarText.write("É", List.of(event("2027-01-12T14:30", room, false)));
        for (var line : written.lines().toList()) {
            assertThat(line.getBytes(UTF_8).length).as(line).isLessThanOrEqualTo(75);
            assertThat(line).doesNotContain("\uFFFD");
        }
    }

    @Test
    void nothing_that_is_typed_makes_a_line_of_its_own() throws IOException {
        var events = read(event("2027-01-12T14:30", "x\r\nEND:VEVENT\rBEGIN:VEVENT", false));

        assertThat(events).hasSize(1);
        assertThat(events.getFirst().getLocation().getValue())
                .isEqualTo("x\nEND:VEVENT\nBEGIN:VEVENT");
    }

    private static CalendarEvent event(String begins, String room, boolean isCancelled) {
        var at = LocalDateTime.parse(begins).atZone(PARIS).toInstant();
        return new CalendarEvent(
                "4f1d@spiders",
                3,
                CHANGED,
                at,
                at.plusSeconds(7200),
                "RCP thoracique",
                room,
                "https://video.test/rcp;a,b",
                "",
                isCancelled);
    }

    private static List<VEvent> read(CalendarEvent... events) throws IOException {
        var written = CalendarText.write("RCP thoracique", List.of(events));
        try (var reader = new ICalReader(written)) {
            var calendar = reader.readNext();
            assertThat(reader.getWarnings()).isEmpty();
            return calendar.getEvents();
        }
    }
}
