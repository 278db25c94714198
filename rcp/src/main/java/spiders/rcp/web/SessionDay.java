// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.rcp.AgendaEntry;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * The sessions of one day.
 *
 * @param word the key of "today" or "tomorrow", or empty
 */
public record SessionDay(LocalDate date, String word, List<AgendaEntry> sessions) {

    public SessionDay {
        sessions = List.copyOf(sessions);
    }

    /** Groups entries that are in the order of their dates. */
    static List<SessionDay> of(List<AgendaEntry> entries, LocalDate today) {
        var days = new LinkedHashMap<LocalDate, List<AgendaEntry>>();
        for (var entry : entries) {
            days.computeIfAbsent(entry.session().date(), _ -> new ArrayList<>()).add(entry);
        }
        return days.entrySet().stream()
                .map(day -> new SessionDay(day.getKey(), word(day.getKey(), today), day.getValue()))
                .toList();
    }

    private static String word(LocalDate date, LocalDate today) {
        if (date.equals(today)) {
            return "rcp.today";
        }
        return date.equals(today.plusDays(1)) ? "rcp.tomorrow" : "";
    }
}
