// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.rcp.quorum.Attendance;
import spiders.rcp.quorum.Attendee;
import spiders.rcp.quorum.Attested;
import spiders.rcp.quorum.Discussion;
import spiders.rcp.quorum.QuorumResult;
import spiders.rcp.quorum.QuorumRule;
import spiders.rcp.store.RcpStore;
import spiders.security.Access;
import spiders.security.Action;
import spiders.security.Audit;
import spiders.security.AuditEvent;
import spiders.security.Permission;
import spiders.security.Purpose;
import spiders.security.User;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The attendance of sessions (émargement), when their cases were discussed, and the quorum of that
 * moment. The coordinators and secretaries of the board attest it. A staff has no quorum.
 */
public final class Attendances {

    private static final int MOST_KNOWN = 30;

    private final RcpStore store;
    private final Access access;
    private final Audit audit;
    private final Clock clock;
    private final BoardStaff staff;

    public Attendances(RcpStore store, Access access, Audit audit, Clock clock) {
        this.store = store;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
        this.staff = new BoardStaff(store, access, audit);
    }

    /** Who was at a session, in the order of arrival. */
    public List<Attested> of(User user, UUID session) {
        access.require(user, Permission.VIEW_BOARDS);
        return store.attendance().of(session(session).id());
    }

    /** Who is at a session now, in the order of arrival. */
    public List<Attested> present(User user, UUID session) {
        var now = clock.instant();
        return of(user, session).stream().filter(one -> one.attendance().isAt(now)).toList();
    }

    /** Who was at the board's sessions lately and is not at this one, for whoever attests. */
    public List<Attendee> known(User user, UUID session) {
        var meeting = session(session);
        staff.require(user, Permission.RUN_SESSION, meeting.board());
        return store.attendance().known(meeting.board(), session, MOST_KNOWN);
    }

    /** Whether the user attests the attendance of a board's sessions. */
    public boolean mayAttest(User user, BoardId board) {
        return user.may(Permission.RUN_SESSION) && staff.includes(user, board);
    }

    /**
     * Attests an attendance.
     *
     * @throws IllegalArgumentException when the arrival is in the future
     */
    public Attested attest(User user, UUID session, Attendance attendance) {
        var meeting = session(session);
        staff.require(user, Permission.RUN_SESSION, meeting.board());
        var now = clock.instant();
        if (attendance.arrived().isAfter(now)) {
            throw new IllegalArgumentException("nobody has arrived in the future");
        }
        var attested = new Attested(UUID.randomUUID(), attendance, user.name(), now);
        return store.together(() -> {
            store.attendance().add(session, attested);
            record(user, session, attested.id(), "arrived");
            return attested;
        });
    }

    /** Says that somebody leaves now; false where they had, or the line is struck out. */
    public boolean leave(User user, UUID session, UUID line) {
        staff.require(user, Permission.RUN_SESSION, session(session).board());
        return store.together(() -> {
            boolean isDone = isOf(session, line) && store.attendance().leave(line, clock.instant());
            if (isDone) {
                record(user, session, line, "left");
            }
            return isDone;
        });
    }

    /** Strikes out a line that was wrong; it stays readable in the database and the audit. */
    public boolean strike(User user, UUID session, UUID line) {
        staff.require(user, Permission.RUN_SESSION, session(session).board());
        return store.together(() -> {
            boolean isDone = store.attendance().strike(session, line, user.name(), clock.instant());
            if (isDone) {
                record(user, session, line, "struck out");
            }
            return isDone;
        });
    }

    private boolean isOf(UUID session, UUID line) {
        return store.attendance().of(session).stream().anyMatch(one -> one.id().equals(line));
    }

    /**
     * Says that a case of the session is discussed from now on; the quorum is that of this moment.
     *
     * @throws CaseStateException when the case is not on the agenda
     * @throws SessionFixedException when its session was cancelled
     */
    public Optional<QuorumResult> discuss(User user, UUID boardCase) {
        var found =
                store.cases().boardCase(boardCase).orElseThrow(() -> new NotFoundException("case"));
        access.require(user, Permission.VIEW_CASE, found.patient());
        var session = session(found.session());
        staff.require(user, Permission.RUN_SESSION, session.board());
        if (found.state() != CaseState.SUBMITTED) {
            throw new CaseStateException(found.state());
        }
        if (!session.isPlanned()) {
            throw new SessionFixedException();
        }
        var rule = rule(session.board());
        var now = clock.instant();
        store.together(() -> {
            int version = rule.map(QuorumRule::version).orElse(0);
            var discussion = new Discussion(now, version, user.name(), now);
            store.attendance().discuss(boardCase, discussion);
            audit.record(
                    AuditEvent.of(user, Action.DISCUSS_CASE)
                            .about(found.patient())
                            .objects(boardCase.toString())
                            .purpose(new Purpose.BoardSession(session.id(), boardCase)));
            return true;
        });
        return rule.map(one -> quorum(one, session.id(), now));
    }

    /** When a case was discussed; empty where it was not. */
    public Optional<Discussion> discussion(CaseFile file) {
        return store.attendance().discussion(file.boardCase().id());
    }

    /** Those of these cases that were discussed, by their ids. */
    public Set<UUID> discussed(Collection<CaseFile> files) {
        return store.attendance()
                .discussed(files.stream().map(file -> file.boardCase().id()).toList());
    }

    /** The quorum of a case when it was discussed, by the rule of that time; empty in a staff. */
    public Optional<QuorumResult> quorum(CaseFile file, Discussion discussion) {
        return store.attendance()
                .rule(file.board().id(), discussion.ruleVersion())
                .map(rule -> quorum(rule, file.session().id(), discussion.began()));
    }

    /** The quorum of a session now; empty in a staff. */
    public Optional<QuorumResult> quorum(User user, UUID session) {
        access.require(user, Permission.VIEW_BOARDS);
        var found = session(session);
        return rule(found.board()).map(rule -> quorum(rule, session, clock.instant()));
    }

    private QuorumResult quorum(QuorumRule rule, UUID session, Instant at) {
        var there = store.attendance().of(session).stream().map(Attested::attendance).toList();
        return rule.at(at, there);
    }

    private Optional<QuorumRule> rule(BoardId board) {
        return store.boards()
                .board(board)
                .filter(one -> one.kind() == BoardKind.RCP)
                .flatMap(one -> store.attendance().rule(board));
    }

    private Session session(UUID id) {
        return store.sessions().session(id).orElseThrow(() -> new NotFoundException("session"));
    }

    private void record(User user, UUID session, UUID line, String what) {
        audit.record(
                AuditEvent.of(user, Action.ATTEST_ATTENDANCE)
                        .objects(session.toString(), line.toString())
                        .detail(what));
    }
}
