// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.rcp.AgendaEntry;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** A session as JSON. */
record SessionJson(
        UUID id,
        String board,
        LocalDate date,
        String time,
        String room,
        Instant registrationCloses,
        boolean open,
        int cases,
        long minutes,
        String video,
        String state,
        String reason) {

    static SessionJson of(AgendaEntry entry) {
        var session = entry.session();
        return new SessionJson(
                session.id(),
                session.board().value(),
                session.date(),
                session.time().toString(),
                session.room(),
                session.registrationCloses(),
                entry.open(),
                entry.cases(),
                session.length().toMinutes(),
                session.video(),
                session.plan().state().name(),
                session.plan().reason());
    }
}
