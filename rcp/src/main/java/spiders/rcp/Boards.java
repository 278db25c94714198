// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.rcp.quorum.QuorumRule;
import spiders.rcp.store.RcpStore;
import spiders.security.Access;
import spiders.security.Permission;
import spiders.security.User;
import spiders.security.UserName;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The boards, and the calendar of their sessions; no patient is seen here. */
public final class Boards {

    /** The hospital's clock: dates and times of sessions are read on it. */
    public static final ZoneId HOSPITAL_ZONE = ZoneId.of("Europe/Paris");

    /** As far as the meetings of the boards' file are laid out; rhythms reach further. */
    private static final int WEEKS_AHEAD = 8;

    private final RcpStore store;
    private final Access access;
    private final Clock clock;
    private final Map<BoardId, List<Meeting>> meetings = new ConcurrentHashMap<>();

    public Boards(RcpStore store, Access access, Clock clock) {
        this.store = store;
        this.access = access;
        this.clock = clock;
    }

    /**
     * Makes the database hold these boards, with a new version of each rule that changed, and the
     * sessions of the coming weeks; what was held before is kept.
     */
    public void define(List<BoardDefinition> definitions) {
        store.together(() -> {
            definitions.forEach(this::define);
            var kept = definitions.stream().map(BoardDefinition::id).toList();
            store.boards().deactivateOthers(kept);
            return true;
        });
    }

    private void define(BoardDefinition definition) {
        var board = definition.board();
        var known = store.boards().board(board.id()).map(Board::rule);
        store.boards().save(board);
        if (known.isEmpty()) {
            store.boards().addRule(board.id(), board.rule());
        }
        known.filter(rule -> !rule.asksTheSame(board.rule()))
                .map(rule -> board.rule().withVersion(rule.version() + 1))
                .ifPresent(rule -> store.boards().addRule(board.id(), rule));
        defineQuorum(board.id(), definition.quorum());
        store.boards().setDirectory(board.id(), definition.directory());
        meetings.put(board.id(), definition.meetings());
        plan(board.id(), definition.meetings());
        store.members().removeConfigured(board.id());
        definition
                .members()
                .forEach(member ->
                        store.members().add(board.id(), member, UserName.SYSTEM, clock.instant()));
    }

    private void defineQuorum(BoardId board, QuorumRule rule) {
        var known = store.attendance().rule(board);
        if (known.filter(rule::asksTheSame).isEmpty()) {
            int version = known.map(QuorumRule::version).orElse(0) + 1;
            store.attendance().addRule(board, rule.withVersion(version));
        }
    }

    /** Lays the meetings of the boards' file out as far as is usual; again and again. */
    public void layOutAhead() {
        meetings.forEach((board, regular) ->
                store.together(() -> {
                    plan(board, regular);
                    return true;
                }));
    }

    /** A board whose people set a rhythm follows that, and not the file. */
    private void plan(BoardId board, List<Meeting> regular) {
        store.rhythms().lock(board);
        if (store.rhythms().inForce(board).isPresent()) {
            return;
        }
        var today = today();
        var taken = store.sessions().slots(board, today);
        for (var meeting : regular) {
            today.datesUntil(today.plusWeeks(WEEKS_AHEAD))
                    .filter(date -> meeting.days().contains(date.getDayOfWeek()))
                    .map(date -> session(board, meeting, date))
                    .filter(session -> !taken.contains(session.begins()))
                    .forEach(session -> store.sessions().layOut(session, session.begins()));
        }
    }

    private Session session(BoardId board, Meeting meeting, LocalDate date) {
        var start = date.atTime(meeting.time()).atZone(HOSPITAL_ZONE).toInstant();
        return new Session(
                UUID.randomUUID(),
                board,
                date,
                meeting.time(),
                meeting.room(),
                start.minus(meeting.registrationClosesBefore()),
                SessionPlan.usual(clock.instant()));
    }

    /** The boards that meet, by name. */
    public List<Board> all(User user) {
        access.require(user, Permission.VIEW_BOARDS);
        return store.boards().active();
    }

    /** A board by its id; one that does not exist throws {@link NotFoundException}. */
    public Board board(User user, BoardId id) {
        access.require(user, Permission.VIEW_BOARDS);
        return board(id);
    }

    /** The last day whose sessions are shown: those added by hand lie as far ahead as a year. */
    static LocalDate lastDay(LocalDate today) {
        return today.plusYears(1);
    }

    /** The board's planned sessions from today on. */
    public List<AgendaEntry> sessions(User user, BoardId id) {
        var board = board(user, id);
        var today = today();
        return entries(store.sessions().ofBoard(id, today, lastDay(today)), board);
    }

    /** Every session of so many days, today first; cancelled ones too. */
    public List<AgendaEntry> upcoming(User user, int days) {
        access.require(user, Permission.VIEW_BOARDS);
        var boards = new HashMap<BoardId, Board>();
        store.boards().active().forEach(board -> boards.put(board.id(), board));
        var sessions = store.sessions().shown(today(), today().plusDays(days - 1L));
        var counts = counts(sessions);
        return sessions.stream()
                .flatMap(session ->
                        Optional.ofNullable(boards.get(session.board())).stream()
                                .map(board -> entry(session, board, counts)))
                .toList();
    }

    /** A session with its board; one that does not exist throws {@link NotFoundException}. */
    public AgendaEntry session(User user, UUID id) {
        access.require(user, Permission.VIEW_BOARDS);
        var session =
                store.sessions().session(id).orElseThrow(() -> new NotFoundException("session"));
        return entries(List.of(session), board(session.board())).getFirst();
    }

    /** How a board did in a year, today's sessions included. */
    public Indicators indicators(User user, BoardId id, int year) {
        var board = board(user, id);
        var last = LocalDate.of(year, Month.DECEMBER, 31);
        var today = today();
        return store.indicators()
                .of(
                        board.id(),
                        LocalDate.of(year, Month.JANUARY, 1),
                        last.isAfter(today) ? today : last);
    }

    /** Whether the session still takes cases. */
    public boolean isOpen(Session session) {
        return session.isOpenAt(clock.instant());
    }

    /** The date of the hospital's clock. */
    public LocalDate today() {
        return LocalDate.now(clock.withZone(HOSPITAL_ZONE));
    }

    /** Date and time of the hospital's clock. */
    public LocalDateTime now() {
        return LocalDateTime.now(clock.withZone(HOSPITAL_ZONE));
    }

    private Board board(BoardId id) {
        return store.boards().board(id).orElseThrow(() -> new NotFoundException("board"));
    }

    private List<AgendaEntry> entries(List<Session> sessions, Board board) {
        var counts = counts(sessions);
        return sessions.stream().map(session -> entry(session, board, counts)).toList();
    }

    private AgendaEntry entry(Session session, Board board, Map<UUID, Integer> counts) {
        return new AgendaEntry(
                session, board, counts.getOrDefault(session.id(), 0), isOpen(session));
    }

    private Map<UUID, Integer> counts(List<Session> sessions) {
        return store.cases().counts(sessions.stream().map(Session::id).toList());
    }
}
