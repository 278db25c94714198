// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.rcp.calendar.CalendarEvent;
import spiders.rcp.calendar.Rhythm;
import spiders.rcp.calendar.SessionTerms;
import spiders.rcp.store.RcpStore;
import spiders.security.Access;
import spiders.security.Action;
import spiders.security.Audit;
import spiders.security.AuditEvent;
import spiders.security.Permission;
import spiders.security.Role;
import spiders.security.User;

import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.UUID;

/**
 * The calendar of boards: the rhythm in which each meets, the sessions that are laid out for it,
 * and what people change in single ones. Secretaries of the board change it, and administrators
 * that of every board; no patient is seen here.
 */
public final class BoardCalendar {

    /** How far ahead sessions are laid out. */
    public static final Period AHEAD = Period.ofMonths(6);

    private static final int MOST_REASON = 500;
    private static final int FEED_DAYS_BACK = 31;

    private final RcpStore store;
    private final Access access;
    private final Audit audit;
    private final Clock clock;
    private final BoardStaff staff;
    private final CalendarLayout layout;

    public BoardCalendar(RcpStore store, Access access, Audit audit, Clock clock) {
        this.store = store;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
        this.staff = new BoardStaff(store, access, audit);
        this.layout = new CalendarLayout(store, clock);
    }

    /** Every version of the board's rhythm, that in force first; none where nobody set one. */
    public List<RhythmVersion> rhythms(User user, BoardId board) {
        access.require(user, Permission.VIEW_BOARDS);
        return store.rhythms().versions(board);
    }

    /** The rhythm in force; where nobody set one, throws {@link NotFoundException}. */
    public RhythmVersion rhythm(User user, BoardId board) {
        return rhythms(user, board).stream()
                .findFirst()
                .orElseThrow(() -> new NotFoundException("rhythm"));
    }

    /** The board's sessions from today on, cancelled ones too, and how they stand to its rhythm. */
    public List<CalendarLine> lines(User user, BoardId id) {
        access.require(user, Permission.VIEW_BOARDS);
        var board = board(id);
        var sessions = store.sessions().calendar(id, today(), Boards.lastDay(today()));
        return entries(board, sessions).stream()
                .map(entry -> new CalendarLine(entry, standing(entry)))
                .toList();
    }

    /** The board's cancelled sessions whose cases are to be placed again. */
    public List<AgendaEntry> unplaced(User user, BoardId board) {
        access.require(user, Permission.VIEW_BOARDS);
        return entries(board(board), store.sessions().unplaced(board));
    }

    private List<AgendaEntry> entries(Board board, List<Session> sessions) {
        var counts = store.cases().counts(sessions.stream().map(Session::id).toList());
        return sessions.stream()
                .map(session ->
                        new AgendaEntry(
                                session,
                                board,
                                counts.getOrDefault(session.id(), 0),
                                session.isOpenAt(clock.instant())))
                .toList();
    }

    private CalendarLine.Standing standing(AgendaEntry entry) {
        var session = entry.session();
        if (session.isCancelled()) {
            return CalendarLine.Standing.CANCELLED;
        }
        if (!session.start().isAfter(clock.instant())) {
            return CalendarLine.Standing.BEGUN;
        }
        if (session.plan().byHand()) {
            return CalendarLine.Standing.BY_HAND;
        }
        return entry.cases() > 0 ? CalendarLine.Standing.CASES : CalendarLine.Standing.FREE;
    }

    /** The board's sessions of the last month and to come, for other calendars. */
    public List<CalendarEvent> feed(User user, BoardId id) {
        access.require(user, Permission.VIEW_BOARDS);
        var board = board(id);
        var from = today().minusDays(FEED_DAYS_BACK);
        return store.sessions().calendar(id, from, Boards.lastDay(today())).stream()
                .map(session -> event(board, session))
                .toList();
    }

    private static CalendarEvent event(Board board, Session session) {
        var plan = session.plan();
        return new CalendarEvent(
                session.id() + "@spiders",
                plan.revision(),
                plan.changed(),
                session.start(),
                session.start().plus(session.length()),
                board.name(),
                session.room(),
                session.video(),
                plan.reason(),
                session.isCancelled());
    }

    /** Whether the user changes the calendar of the board. */
    public boolean mayChange(User user, BoardId board) {
        return user.may(Permission.MANAGE_SESSIONS)
                && (user.roles().contains(Role.ADMINISTRATOR) || staff.includes(user, board));
    }

    /**
     * Sets the rhythm of a board as a new version, and lays its sessions out anew: those to come
     * that have a case, or that a person changed, stay as they are.
     */
    public RhythmChange setRhythm(User user, BoardId board, Rhythm rhythm) {
        board(board);
        require(user, board);
        return store.together(() -> {
            store.rhythms().lock(board);
            int version = store.rhythms().inForce(board).map(RhythmVersion::version).orElse(0) + 1;
            store.rhythms()
                    .add(
                            board,
                            new RhythmVersion(
                                    version,
                                    rhythm,
                                    user.name(),
                                    user.displayName(),
                                    clock.instant()));
            audit.record(
                    AuditEvent.of(user, Action.CHANGE_BOARD)
                            .objects(board.value())
                            .detail("rhythm version " + version));
            return layout.layOutAnew(board, version, rhythm);
        });
    }

    /** Lays out what is missing ahead, of every board that has a rhythm; again and again. */
    public void layOutAhead() {
        for (var board : store.boards().active()) {
            store.together(() -> {
                store.rhythms().lock(board.id());
                return store.rhythms()
                        .inForce(board.id())
                        .map(version -> layout.layOut(board.id(), version.rhythm()))
                        .orElse(0);
            });
        }
    }

    /**
     * Adds one session beside the rhythm.
     *
     * @throws SessionTakenException when the board meets then already
     * @throws SessionFixedException when that is over
     */
    public UUID add(User user, BoardId board, LocalDate date, SessionTerms terms) {
        board(board);
        require(user, board);
        var plan = SessionPlan.planned(terms.length(), terms.video(), true);
        var added = CalendarLayout.session(UUID.randomUUID(), board, date, terms, plan(plan, 0));
        refusePast(added);
        return store.together(() -> {
            if (!store.sessions().add(added)) {
                throw new SessionTakenException();
            }
            record(user, added, "add " + added.begins());
            return added.id();
        });
    }

    /**
     * Moves a session to another date, hour or place, with its cases.
     *
     * @throws SessionTakenException when the board meets then already
     * @throws SessionFixedException when it is over, cancelled or was held, or that date is over
     */
    public void move(User user, UUID id, LocalDate date, SessionTerms terms) {
        require(user, session(id).board());
        store.together(() -> {
            var old = changeable(id);
            store.rhythms().lock(old.board());
            var plan = SessionPlan.planned(terms.length(), terms.video(), true);
            var moved =
                    CalendarLayout.session(
                            id, old.board(), date, terms, plan(plan, old.plan().revision() + 1));
            refusePast(moved);
            if (store.sessions().isTaken(old.board(), date, terms.time(), id)) {
                throw new SessionTakenException();
            }
            store.sessions().change(moved);
            record(user, moved, "move from %s to %s".formatted(old.begins(), moved.begins()));
            return true;
        });
    }

    /**
     * Calls a session off; its cases stay with it until they are placed in another.
     *
     * @throws SessionFixedException when it is over, cancelled or was held
     */
    public void cancel(User user, UUID id, String reason) {
        if (reason.isBlank() || reason.length() > MOST_REASON) {
            throw new IllegalArgumentException("a reason has 1 to 500 characters");
        }
        require(user, session(id).board());
        store.together(() -> {
            var old = changeable(id);
            var plan =
                    new SessionPlan(
                            old.length(),
                            old.video(),
                            SessionState.CANCELLED,
                            reason.strip(),
                            true,
                            old.plan().revision() + 1,
                            clock.instant());
            store.sessions().change(CalendarLayout.with(old, plan));
            record(user, old, "cancel");
            return true;
        });
    }

    /** The planned sessions of the board that may take the cases of a cancelled one. */
    public List<AgendaEntry> openSessions(User user, BoardId board) {
        return lines(user, board).stream()
                .map(CalendarLine::entry)
                .filter(AgendaEntry::open)
                .toList();
    }

    /**
     * Places the cases of a cancelled session in another of its board.
     *
     * @throws SessionClosedException when that takes no more cases
     * @throws SessionFixedException when the first is not cancelled
     * @throws NotFoundException when the other is of another board
     */
    public PlacedCases place(User user, UUID from, UUID to) {
        var target = session(to);
        var board = session(from).board();
        require(user, board);
        if (!target.board().equals(board)) {
            throw new NotFoundException("session");
        }
        return store.together(() -> {
            store.sessions().lock(from);
            store.sessions().lock(to);
            return new Placing(store, access, audit, clock).place(user, session(from), session(to));
        });
    }

    private Session changeable(UUID id) {
        store.sessions().lock(id);
        var session = session(id);
        if (!session.isPlanned()
                || session.date().isBefore(today())
                || store.attendance().isHeld(id)) {
            throw new SessionFixedException();
        }
        return session;
    }

    private void refusePast(Session session) {
        if (!session.start().isAfter(clock.instant())) {
            throw new SessionFixedException();
        }
    }

    private SessionPlan plan(SessionPlan made, int revision) {
        return new SessionPlan(
                made.length(),
                made.video(),
                made.state(),
                made.reason(),
                made.byHand(),
                revision,
                clock.instant());
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(Boards.HOSPITAL_ZONE));
    }

    private Session session(UUID id) {
        return store.sessions().session(id).orElseThrow(() -> new NotFoundException("session"));
    }

    private Board board(BoardId id) {
        return store.boards().board(id).orElseThrow(() -> new NotFoundException("board"));
    }

    private void require(User user, BoardId board) {
        access.require(user, Permission.MANAGE_SESSIONS);
        if (!mayChange(user, board)) {
            throw staff.refused(user, Permission.MANAGE_SESSIONS, board);
        }
    }

    private void record(User user, Session session, String what) {
        audit.record(
                AuditEvent.of(user, Action.CHANGE_SESSION)
                        .objects(session.id().toString(), session.board().value())
                        .detail(what));
    }
}
