// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.store;

import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.rcp.Board;
import spiders.rcp.BoardId;
import spiders.rcp.BoardKind;
import spiders.rcp.BoardType;
import spiders.rcp.ImagingRule;
import spiders.rcp.fiche.DirectoryEntry;

import tools.jackson.databind.json.JsonMapper;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

/** Boards and every version of their imaging rules. */
public final class BoardStore {

    private static final String NEWEST =
            """
            select b.id, b.name, b.organ, b.kind, b.type, b.centre, r.rule
            from rcp.board b
            join lateral (
                select rule from rcp.imaging_rule where board = b.id order by version desc limit 1
            ) r on true
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json = JsonMapper.shared();

    public BoardStore(DataSource dataSource) {
        jdbc = JdbcClient.create(dataSource);
    }

    public List<Board> active() {
        return jdbc.sql(NEWEST + "where b.active order by b.name")
                .query((row, _) -> board(row))
                .list();
    }

    public Optional<Board> board(BoardId id) {
        return jdbc.sql(NEWEST + "where b.id = ?")
                .param(id.value())
                .query((row, _) -> board(row))
                .optional();
    }

    public Optional<ImagingRule> rule(BoardId board, int version) {
        return jdbc.sql("select rule from rcp.imaging_rule where board = ? and version = ?")
                .params(board.value(), version)
                .query((row, _) -> rule(row))
                .optional();
    }

    /** Writes the board itself; its rule is a version of its own. */
    public void save(Board board) {
        jdbc.sql(
                        """
                        insert into rcp.board (id, name, organ, kind, type, centre)
                        values (?, ?, ?, ?, ?, ?)
                        on conflict (id) do update set name = excluded.name,
                            organ = excluded.organ, kind = excluded.kind, type = excluded.type,
                            centre = excluded.centre, active = true
                        """)
                .params(
                        board.id().value(),
                        board.name(),
                        board.organ(),
                        board.kind().name(),
                        board.type().name(),
                        board.centre())
                .update();
    }

    public void addRule(BoardId board, ImagingRule rule) {
        jdbc.sql("insert into rcp.imaging_rule (board, version, rule) values (?, ?, ?::jsonb)")
                .params(board.value(), rule.version(), json.writeValueAsString(rule))
                .update();
    }

    /** Boards left out of the configuration take no more sessions; what they held is kept. */
    public void deactivateOthers(List<BoardId> kept) {
        var ids = kept.stream().map(BoardId::value).toArray(String[]::new);
        jdbc.sql("update rcp.board set active = false where not id = any(?)").param(ids).update();
    }

    private Board board(ResultSet row) throws SQLException {
        return new Board(
                new BoardId(row.getString("id")),
                row.getString("name"),
                row.getString("organ"),
                BoardKind.valueOf(row.getString("kind")),
                BoardType.valueOf(row.getString("type")),
                row.getString("centre"),
                rule(row));
    }

    private ImagingRule rule(ResultSet row) throws SQLException {
        return json.readValue(row.getString("rule"), ImagingRule.class);
    }

    /** How a board stands in the national directory. */
    public DirectoryEntry directory(BoardId board) {
        return jdbc.sql("select entry from rcp.board_directory where board = ?")
                .param(board.value())
                .query((row, _) -> json.readValue(row.getString(1), DirectoryEntry.class))
                .optional()
                .orElse(DirectoryEntry.NONE);
    }

    /** Says how a board stands there, instead of what was said before. */
    public void setDirectory(BoardId board, DirectoryEntry entry) {
        jdbc.sql(
                        """
                        insert into rcp.board_directory (board, entry) values (?, ?::jsonb)
                        on conflict (board) do update set entry = excluded.entry
                        """)
                .params(board.value(), json.writeValueAsString(entry))
                .update();
    }
}
