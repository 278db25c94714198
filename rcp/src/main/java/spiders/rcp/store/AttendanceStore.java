// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.store;

import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.rcp.BoardId;
import spiders.rcp.quorum.Attendance;
import spiders.rcp.quorum.Attendee;
import spiders.rcp.quorum.Attested;
import spiders.rcp.quorum.Discussion;
import spiders.rcp.quorum.QuorumRule;
import spiders.security.UserName;

import tools.jackson.databind.json.JsonMapper;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

/** Who was at sessions, when cases were discussed, and every version of the quorum rules. */
public final class AttendanceStore {

    private final JdbcClient jdbc;
    private final JsonMapper json = JsonMapper.shared();

    public AttendanceStore(DataSource dataSource) {
        jdbc = JdbcClient.create(dataSource);
    }

    /** The newest version of a board's rule. */
    public Optional<QuorumRule> rule(BoardId board) {
        return jdbc.sql(
                        """
                        select rule from rcp.quorum_rule where board = ?
                        order by version desc limit 1
                        """)
                .param(board.value())
                .query((row, _) -> json.readValue(row.getString("rule"), QuorumRule.class))
                .optional();
    }

    /** One version of a board's rule. */
    public Optional<QuorumRule> rule(BoardId board, int version) {
        return jdbc.sql("select rule from rcp.quorum_rule where board = ? and version = ?")
                .params(board.value(), version)
                .query((row, _) -> json.readValue(row.getString("rule"), QuorumRule.class))
                .optional();
    }

    public void addRule(BoardId board, QuorumRule rule) {
        jdbc.sql("insert into rcp.quorum_rule (board, version, rule) values (?, ?, ?::jsonb)")
                .params(board.value(), rule.version(), json.writeValueAsString(rule))
                .update();
    }

    public void add(UUID session, Attested attested) {
        var of = attested.attendance();
        var who = of.attendee();
        jdbc.sql(
                        """
                        insert into rcp.attendance (id, session, rpps, name, profession, specialty,
                            mode, arrived, departed, attested_by, attested_at)
                        values (:id, :session, :rpps, :name, :profession, :specialty,
                            :mode, :arrived, :departed, :by, :at)
                        """)
                .param("id", attested.id())
                .param("session", session)
                .param("rpps", who.id())
                .param("name", who.name())
                .param("profession", who.profession())
                .param("specialty", who.specialty())
                .param("mode", of.mode().name())
                .param("arrived", utc(of.arrived()))
                .param("departed", of.left().map(AttendanceStore::utc).orElse(null))
                .param("by", attested.by().value())
                .param("at", utc(attested.at()))
                .update();
    }

    /** Says when somebody left; false where it is said already, or the line is struck out. */
    public boolean leave(UUID id, Instant at) {
        return jdbc.sql(
                                """
                                update rcp.attendance set departed = greatest(arrived, ?)
                                where id = ? and departed is null and struck_at is null
                                """)
                        .params(utc(at), id)
                        .update()
                == 1;
    }

    /** Strikes a line out; false where it is already, or of another session. */
    public boolean strike(UUID session, UUID id, UserName by, Instant at) {
        return jdbc.sql(
                                """
                                update rcp.attendance set struck_by = ?, struck_at = ?
                                where id = ? and session = ? and struck_at is null
                                """)
                        .params(by.value(), utc(at), id, session)
                        .update()
                == 1;
    }

    /** Who was at a session, in the order of arrival, without what was struck out. */
    public List<Attested> of(UUID session) {
        return jdbc.sql(
                        """
                        select * from rcp.attendance where session = ? and struck_at is null
                        order by arrived, name, id
                        """)
                .param(session)
                .query((row, _) -> attested(row))
                .list();
    }

    /** Who was at other sessions of a board and is not at this one, the latest first. */
    public List<Attendee> known(BoardId board, UUID session, int most) {
        return jdbc.sql(
                        """
                        select a.rpps, a.name, a.profession, a.specialty from rcp.attendance a
                        join rcp.session s on s.id = a.session
                        where s.board = :board and s.id <> :session and a.struck_at is null
                            and a.mode <> 'WRITTEN' and not exists (
                                select from rcp.attendance h where h.session = :session
                                    and h.struck_at is null and h.rpps = a.rpps
                                    and h.name = a.name)
                        group by a.rpps, a.name, a.profession, a.specialty
                        order by max(a.arrived) desc, a.name limit :most
                        """)
                .param("board", board.value())
                .param("session", session)
                .param("most", most)
                .query((row, _) -> attendee(row))
                .list();
    }

    /** Says when a case was discussed; said again, the newer counts. */
    public void discuss(UUID boardCase, Discussion discussion) {
        jdbc.sql(
                        """
                        insert into rcp.discussion
                            (board_case, began, rule_version, recorded_by, recorded_at)
                        values (?, ?, ?, ?, ?)
                        on conflict (board_case) do update set began = excluded.began,
                            rule_version = excluded.rule_version,
                            recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at
                        """)
                .params(
                        boardCase,
                        utc(discussion.began()),
                        discussion.ruleVersion(),
                        discussion.by().value(),
                        utc(discussion.at()))
                .update();
    }

    /** Whether a case of the session was discussed, so that it was held. */
    public boolean isHeld(UUID session) {
        return jdbc.sql(
                        """
                        select exists (select from rcp.discussion d
                            join rcp.board_case c on c.id = d.board_case where c.session = ?)
                        """)
                .param(session)
                .query(Boolean.class)
                .single();
    }

    /** When a case was discussed, if it was. */
    public Optional<Discussion> discussion(UUID boardCase) {
        return jdbc.sql("select * from rcp.discussion where board_case = ?")
                .param(boardCase)
                .query((row, _) ->
                        new Discussion(
                                instant(row, "began"),
                                row.getInt("rule_version"),
                                new UserName(row.getString("recorded_by")),
                                instant(row, "recorded_at")))
                .optional();
    }

    /** Those of these cases that were discussed. */
    public Set<UUID> discussed(Collection<UUID> cases) {
        return Set.copyOf(
                jdbc.sql("select board_case from rcp.discussion where board_case = any (?)")
                        .param(cases.toArray(UUID[]::new))
                        .query(UUID.class)
                        .list());
    }

    private static Attested attested(ResultSet row) throws SQLException {
        var left = Optional.ofNullable(row.getTimestamp("departed")).map(Timestamp::toInstant);
        return new Attested(
                row.getObject("id", UUID.class),
                new Attendance(
                        attendee(row),
                        Attendance.Mode.valueOf(row.getString("mode")),
                        instant(row, "arrived"),
                        left),
                new UserName(row.getString("attested_by")),
                instant(row, "attested_at"));
    }

    private static Attendee attendee(ResultSet row) throws SQLException {
        return new Attendee(
                row.getString("rpps"),
                row.getString("name"),
                row.getString("profession"),
                row.getString("specialty"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
