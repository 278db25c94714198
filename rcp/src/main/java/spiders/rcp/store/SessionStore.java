// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.store;

import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.rcp.BoardId;
import spiders.rcp.Session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

/** The sessions of every board. */
public final class SessionStore {

    private static final String COLUMNS =
            "select id, board, on_date, at_time, room, registration_closes from rcp.session ";

    private final JdbcClient jdbc;

    public SessionStore(DataSource dataSource) {
        jdbc = JdbcClient.create(dataSource);
    }

    /** Adds a session, unless its board already meets at that date and time. */
    public boolean add(Session session) {
        return jdbc.sql(
                                """
                                insert into rcp.session
                                    (id, board, on_date, at_time, room, registration_closes)
                                values (?, ?, ?, ?, ?, ?) on conflict do nothing
                                """)
                        .params(
                                session.id(),
                                session.board().value(),
                                session.date(),
                                session.time(),
                                session.room(),
                                session.registrationCloses().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
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

    public List<Session> ofBoard(BoardId board, LocalDate from, LocalDate to) {
        return jdbc.sql(
                        COLUMNS
                                + "where board = ? and on_date between ? and ?"
                                + " order by on_date, at_time")
                .params(board.value(), from, to)
                .query(SessionStore::session)
                .list();
    }

    public List<Session> between(LocalDate from, LocalDate to) {
        return jdbc.sql(
                        COLUMNS
                                + "where on_date between ? and ?"
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

    private static Session session(ResultSet row, int number) throws SQLException {
        return new Session(
                row.getObject("id", UUID.class),
                new BoardId(row.getString("board")),
                row.getObject("on_date", LocalDate.class),
                row.getObject("at_time", LocalTime.class),
                row.getString("room"),
                row.getObject("registration_closes", OffsetDateTime.class).toInstant());
    }
}
