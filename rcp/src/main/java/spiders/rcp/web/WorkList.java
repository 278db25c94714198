// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.rcp.AgendaEntry;
import spiders.rcp.CaseFile;
import spiders.rcp.CaseState;
import spiders.rcp.OnDuty;
import spiders.rcp.PreReadStatus;
import spiders.rcp.Readiness;
import spiders.security.User;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
        var entries =
                services.boards().upcoming(user, DAYS).stream()
                        .filter(entry -> entry.session().isPlanned())
                        .toList();
        var sessions = entries.stream().map(AgendaEntry::session).toList();
        var duties = services.rotas().onDuty(user, sessions);
        var meetings = new ArrayList<Meeting>();
        for (var entry : entries) {
            var duty = duties.getOrDefault(entry.session().id(), NOBODY);
            boolean isMine = duty.accounts().contains(user.name());
            if (entry.cases() > 0 && (isMine || scope == Scope.BOARDS)) {
                meetings.add(meeting(user, entry, duty));
            }
        }
        return lines(user, meetings);
    }

    /** A session with those of its cases that are to be read. */
    private record Meeting(AgendaEntry entry, OnDuty duty, List<CaseFile> files) {}

    /** The cases of one session, whoever is on duty. */
    List<WorkLine> ofSession(User user, UUID session) {
        var entry = services.boards().session(user, session);
        var duties = services.rotas().onDuty(user, List.of(entry.session()));
        return lines(user, List.of(meeting(user, entry, duties.getOrDefault(session, NOBODY))));
    }

    private Meeting meeting(User user, AgendaEntry entry, OnDuty duty) {
        var files =
                services.cases().files(user, entry.session().id()).stream()
                        .filter(file -> file.boardCase().state() == CaseState.SUBMITTED)
                        .toList();
        return new Meeting(entry, duty, files);
    }

    private List<WorkLine> lines(User user, List<Meeting> meetings) {
        var files = meetings.stream().flatMap(meeting -> meeting.files().stream()).toList();
        var readiness = services.imaging().readiness(user, files);
        var statuses =
                services.preReads()
                        .statuses(files.stream().map(file -> file.boardCase().id()).toList());
        return meetings.stream()
                .flatMap(meeting ->
                        meeting.files().stream()
                                .map(file -> line(meeting, file, readiness, statuses))
                                .sorted(Comparator.comparingInt(WorkLine::rank)))
                .toList();
    }

    private static WorkLine line(
            Meeting meeting,
            CaseFile file,
            Map<UUID, Readiness> readiness,
            Map<UUID, PreReadStatus> statuses) {
        var id = file.boardCase().id();
        return new WorkLine(
                meeting.entry(),
                meeting.duty(),
                file,
                Objects.requireNonNull(readiness.get(id)),
                statuses.getOrDefault(id, new PreReadStatus.None()));
    }
}
