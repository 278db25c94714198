// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.rcp.AgendaEntry;
import spiders.rcp.Board;

import java.time.LocalDateTime;
import java.util.List;

/** A board in the list of boards, with its sessions to come. */
public record BoardCard(Board board, List<AgendaEntry> sessions) {

    /** As long as the longest meetings: until then one that has begun is the one to open. */
    private static final int MEETING_HOURS = 4;

    public BoardCard {
        sessions = List.copyOf(sessions);
    }

    /** Leaves out the sessions of today that are over by the hospital's clock. */
    static BoardCard at(LocalDateTime now, Board board, List<AgendaEntry> sessions) {
        var begun = now.minusHours(MEETING_HOURS);
        return new BoardCard(
                board,
                sessions.stream()
                        .filter(entry -> entry.session().begins().isAfter(begun))
                        .toList());
    }

    /** Whether a session is planned. */
    public boolean hasNext() {
        return !sessions.isEmpty();
    }

    /** The next session; there must be one. */
    public AgendaEntry next() {
        return sessions.getFirst();
    }
}
