// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.rcp.AgendaEntry;
import spiders.rcp.CaseFile;
import spiders.rcp.CaseState;
import spiders.rcp.OnDuty;
import spiders.rcp.PreReadStatus;
import spiders.security.User;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The cases that a radiologist reads: by session, and there what can be read now first. */
final class WorkList {

    private static final int DAYS = 15;
    private static final OnDuty NOBODY = new OnDuty(List.of(), OnDuty.Source.BOARD);

    private final RcpServices services;

    WorkList(RcpServices services) {
        this.services = services;
    }

    /** Whose cases. */
    enum Scope {
        /** Of the sessions for which the user is on duty. */
        MINE,
        /** Of every coming session whose patients the user is tied to. */
        BOARDS
    }

    List<WorkLine> lines(User user, Scope scope) {
        var entries = services.boards().upcoming(user, DAYS);
        var sessions = entries.stream().map(AgendaEntry::session).toList();
        var duties = services.rotas().onDuty(user, sessions);
        var lines = new ArrayList<WorkLine>();
        for (var entry : entries) {
            var duty = duties.getOrDefault(entry.session().id(), NOBODY);
            boolean isMine = duty.accounts().contains(user.name());
            if (entry.cases() > 0 && (isMine || scope == Scope.BOARDS)) {
                lines.addAll(of(user, entry, duty));
            }
        }
        return lines;
    }

    /** The cases of one session, whoever is on duty. */
    List<WorkLine> ofSession(User user, UUID session) {
        var entry = services.boards().session(user, session);
        var duties = services.rotas().onDuty(user, List.of(entry.session()));
        return of(user, entry, duties.getOrDefault(session, NOBODY));
    }

    private List<WorkLine> of(User user, AgendaEntry entry, OnDuty duty) {
        var files =
                services.cases().files(user, entry.session().id()).stream()
                        .filter(file -> file.boardCase().state() == CaseState.SUBMITTED)
                        .toList();
        var statuses =
                services.preReads()
                        .statuses(files.stream().map(file -> file.boardCase().id()).toList());
        return files.stream()
                .map(file -> line(user, entry, duty, file, statuses))
                .sorted(Comparator.comparingInt(WorkLine::rank))
                .toList();
    }

    private WorkLine line(
            User user,
            AgendaEntry entry,
            OnDuty duty,
            CaseFile file,
            Map<UUID, PreReadStatus> statuses) {
        var readiness = services.imaging().picker(user, file).readiness();
        return new WorkLine(
                entry,
                duty,
                file,
                readiness,
                statuses.getOrDefault(file.boardCase().id(), new PreReadStatus.None()));
    }
}
