// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.store;

import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.rcp.BoardId;
import spiders.rcp.OnCall;
import spiders.security.UserName;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

/** Who reads the images before sessions: the rotas of boards, and who was named for a session. */
public final class RotaStore {

    private final JdbcClient jdbc;

    public RotaStore(DataSource dataSource) {
        jdbc = JdbcClient.create(dataSource);
    }

    /** Adds a turn; false where the board has the very same. */
    public boolean add(OnCall turn, UserName by, Instant at) {
        return jdbc.sql(
                                """
                                insert into rcp.on_call
                                    (id, board, account, first_day, last_day, added_by, added_at)
                                values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                                """)
                        .params(
                                turn.id(),
                                turn.board().value(),
                                turn.account().value(),
                                turn.first(),
                                turn.last(),
                                by.value(),
                                at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Takes a turn of a board out. */
    public boolean remove(BoardId board, UUID turn) {
        return jdbc.sql("delete from rcp.on_call where board = ? and id = ?")
                        .params(board.value(), turn)
                        .update()
                == 1;
    }

    /** The turns of boards that end on a day or later, by their days. */
    public List<OnCall> turns(Collection<BoardId> boards, LocalDate from) {
        return jdbc.sql(
                        """
                        select id, board, account, first_day, last_day from rcp.on_call
                        where board = any (?) and last_day >= ?
                        order by first_day, last_day, account
                        """)
                .params(texts(boards), from)
                .query(RotaStore::turn)
                .list();
    }

    private static OnCall turn(ResultSet row, int number) throws SQLException {
        return new OnCall(
                row.getObject("id", UUID.class),
                new BoardId(row.getString("board")),
                new UserName(row.getString("account")),
                row.getObject("first_day", LocalDate.class),
                row.getObject("last_day", LocalDate.class));
    }

    /** The radiologists named for sessions, by session. */
    public Map<UUID, List<UserName>> named(Collection<UUID> sessions) {
        var named = new HashMap<UUID, List<UserName>>();
        jdbc.sql(
                        """
                        select session, account from rcp.session_member
                        where session = any (?) and function = 'ON_CALL_RADIOLOGIST'
                        order by account
                        """)
                .param(sessions.toArray(UUID[]::new))
                .query(row -> {
                    named.computeIfAbsent(
                                    row.getObject("session", UUID.class), _ -> new ArrayList<>())
                            .add(new UserName(row.getString("account")));
                });
        return named;
    }

    /** Takes out everybody who was named for a session. */
    public void removeNamed(UUID session) {
        jdbc.sql(
                        """
                        delete from rcp.session_member
                        where session = ? and function = 'ON_CALL_RADIOLOGIST'
                        """)
                .param(session)
                .update();
    }

    /** The radiologists of boards, by board. */
    public Map<BoardId, List<UserName>> radiologists(Collection<BoardId> boards) {
        var radiologists = new HashMap<BoardId, List<UserName>>();
        jdbc.sql(
                        """
                        select board, account from rcp.board_member
                        where board = any (?) and function = 'RADIOLOGIST' order by account
                        """)
                .param(texts(boards))
                .query(row -> {
                    radiologists
                            .computeIfAbsent(
                                    new BoardId(row.getString("board")), _ -> new ArrayList<>())
                            .add(new UserName(row.getString("account")));
                });
        return radiologists;
    }

    private static String[] texts(Collection<BoardId> boards) {
        return boards.stream().map(BoardId::value).toArray(String[]::new);
    }
}
