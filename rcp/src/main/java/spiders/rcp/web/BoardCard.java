// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.rcp.AgendaEntry;
import spiders.rcp.Board;

import java.util.List;

/** A board in the list of boards, with its sessions to come. */
public record BoardCard(Board board, List<AgendaEntry> sessions) {

    public BoardCard {
        sessions = List.copyOf(sessions);
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
