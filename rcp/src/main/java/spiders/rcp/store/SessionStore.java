// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.store;

import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.rcp.BoardId;
import spiders.rcp.Session;
import spiders.rcp.SessionPlan;
import spiders.rcp.SessionState;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

/** The sessions of every board. */
public final class SessionStore {

    private static final String COLUMNS =
            """
            select id, board, on_date, at_time, room, registration_closes, minutes, video, state,
                reason, by_hand, revision, changed, slot
            from rcp.session
            """;

    private static final String INSERT =
            """
            insert into rcp.session (id, board, on_date, at_time, room, registration_closes,
                minutes, video, state, reason, by_hand, revision, changed, slot)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
            """;

    private final JdbcClient jdbc;

    public SessionStore(DataSource dataSource) {
        jdbc = JdbcClient.create(dataSource);
    }

    /**
     * A session that was laid out ahead.
     *
     * @param slot the date and time for which it was, whenever it takes place
     */
    public record LaidOut(Session session, LocalDateTime slot) {}

    /** Adds a session, unless its board already meets at that date and time. */
    public boolean add(Session session) {
        return jdbc.sql(INSERT).params(values(session)).param(null).update() == 1;
    }

    /** Adds a session for a slot, unless its board already meets at that date and time. */
    public boolean layOut(Session session, LocalDateTime slot) {
        return jdbc.sql(INSERT).params(values(session)).param(slot).update() == 1;
    }

    private static List<Object> values(Session session) {
        var plan = session.plan();
        return List.of(
                session.id(),
                session.board().value(),
                session.date(),
                session.time(),
                session.room(),
                utc(session.registrationCloses()),
                plan.length().toMinutes(),
                plan.video(),
                plan.state().name(),
                plan.reason(),
                plan.byHand(),
                plan.revision(),
                utc(plan.changed()));
    }

    /** Replaces all that is said of a session but its board and its slot. */
    public void change(Session session) {
        var plan = session.plan();
        jdbc.sql(
                        """
                        update rcp.session set on_date = ?, at_time = ?, room = ?,
                            registration_closes = ?, minutes = ?, video = ?, state = ?,
                            reason = ?, by_hand = ?, revision = ?, changed = ?
                        where id = ?
                        """)
                .params(
                        session.date(),
                        session.time(),
                        session.room(),
                        utc(session.registrationCloses()),
                        plan.length().toMinutes(),
                        plan.video(),
                        plan.state().name(),
                        plan.reason(),
                        plan.byHand(),
                        plan.revision(),
                        utc(plan.changed()),
                        session.id())
                .update();
    }

    /** Whether the board has another session then that is planned. */
    public boolean isTaken(BoardId board, LocalDate date, LocalTime time, UUID but) {
        return jdbc.sql(
                        """
                        select exists (select from rcp.session where board = ? and on_date = ?
                            and at_time = ? and state = 'PLANNED' and id <> ?)
                        """)
                .params(board.value(), date, time, but)
                .query(Boolean.class)
                .single();
    }

    /** The slots from a day on for which the board has a session, moved and cancelled ones too. */
    public Set<LocalDateTime> slots(BoardId board, LocalDate from) {
        return Set.copyOf(
                jdbc.sql(
                                """
                                select slot from rcp.session
                                where board = ? and slot >= ? and state <> 'DROPPED'
                                """)
                        .params(board.value(), from.atStartOfDay())
                        .query((row, _) -> row.getObject(1, LocalDateTime.class))
                        .list());
    }

    /** The planned sessions from a day on that were laid out and that no person changed. */
    public List<LaidOut> laidOut(BoardId board, LocalDate from) {
        return jdbc.sql(
                        COLUMNS
                                + """
                                where board = ? and on_date >= ? and state = 'PLANNED'
                                    and slot is not null and not by_hand order by on_date, at_time
                                """)
                .params(board.value(), from)
                .query((row, number) ->
                        new LaidOut(
                                session(row, number), row.getObject("slot", LocalDateTime.class)))
                .list();
    }

    /** Lets no other transaction lock the session until this one ends. */
    public void lock(UUID id) {
        jdbc.sql("select 1 from rcp.session where id = ? for no key update")
                .param(id)
                .query(Integer.class)
                .optional();
    }

    public Optional<Session> session(UUID id) {
        return jdbc.sql(COLUMNS + "where id = ?").param(id).query(SessionStore::session).optional();
    }

    /** The planned sessions of a board between two days, both included. */
    public List<Session> ofBoard(BoardId board, LocalDate from, LocalDate to) {
        return jdbc.sql(
                        COLUMNS
                                + "where board = ? and on_date between ? and ?"
                                + " and state = 'PLANNED' order by on_date, at_time")
                .params(board.value(), from, to)
                .query(SessionStore::session)
                .list();
    }

    /** The sessions of a board between two days, with those that were cancelled. */
    public List<Session> calendar(BoardId board, LocalDate from, LocalDate to) {
        return jdbc.sql(
                        COLUMNS
                                + "where board = ? and on_date between ? and ?"
                                + " and state <> 'DROPPED' order by on_date, at_time, changed")
                .params(board.value(), from, to)
                .query(SessionStore::session)
                .list();
    }

    /** The cancelled sessions of a board that still have cases, which nobody placed again. */
    public List<Session> unplaced(BoardId board) {
        return jdbc.sql(
                        COLUMNS
                                + """
                                s where board = ? and state = 'CANCELLED' and exists (
                                    select from rcp.board_case c
                                    where c.session = s.id and c.state <> 'WITHDRAWN')
                                order by on_date, at_time
                                """)
                .param(board.value())
                .query(SessionStore::session)
                .list();
    }

    /** The planned sessions of every board between two days, both included. */
    public List<Session> between(LocalDate from, LocalDate to) {
        return shown(from, to).stream().filter(Session::isPlanned).toList();
    }

    /** The same with those that were cancelled. */
    public List<Session> shown(LocalDate from, LocalDate to) {
        return jdbc.sql(
                        COLUMNS
                                + "where on_date between ? and ? and state <> 'DROPPED'"
                                + " and board in (select id from rcp.board where active)"
                                + " order by on_date, at_time, board")
                .params(from, to)
                .query(SessionStore::session)
                .list();
    }

    /** The sessions with these ids. */
    public List<Session> sessions(Collection<UUID> ids) {
        return jdbc.sql(COLUMNS + "where id = any (?)")
                .param(ids.toArray(UUID[]::new))
                .query(SessionStore::session)
                .list();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Session session(ResultSet row, int number) throws SQLException {
        return new Session(
                row.getObject("id", UUID.class),
                new BoardId(row.getString("board")),
                row.getObject("on_date", LocalDate.class),
                row.getObject("at_time", LocalTime.class),
                row.getString("room"),
                row.getObject("registration_closes", OffsetDateTime.class).toInstant(),
                new SessionPlan(
                        Duration.ofMinutes(row.getInt("minutes")),
                        row.getString("video"),
                        SessionState.valueOf(row.getString("state")),
                        row.getString("reason"),
                        row.getBoolean("by_hand"),
                        row.getInt("revision"),
                        row.getObject("changed", OffsetDateTime.class).toInstant()));
    }
}
