// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.store;

import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.rcp.CaseStanding;
import spiders.rcp.Readiness;
import spiders.rcp.preparation.Alert;
import spiders.rcp.preparation.AlertKind;
import spiders.rcp.preparation.Raised;
import spiders.security.User;

import tools.jackson.databind.json.JsonMapper;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

/** How cases stand, and what is to be done for them. */
public final class PreparationStore {

    private final JdbcClient jdbc;
    private final JsonMapper json = JsonMapper.shared();

    PreparationStore(DataSource dataSource) {
        jdbc = JdbcClient.create(dataSource);
    }

    /** Keeps how a case stands, instead of how it stood. */
    public void save(CaseStanding standing) {
        jdbc.sql(
                        """
                        insert into rcp.case_standing
                            (board_case, session, readiness, ready_at, at_latest, judged)
                        values (?, ?, ?::jsonb, ?, ?, ?)
                        on conflict (board_case) do update set session = excluded.session,
                            readiness = excluded.readiness, ready_at = excluded.ready_at,
                            at_latest = excluded.at_latest, judged = excluded.judged
                        where rcp.case_standing.judged <= excluded.judged
                        """)
                .params(standing.boardCase(), standing.session())
                .param(json.writeValueAsString(standing.readiness()))
                .param(standing.readyAt().map(PreparationStore::time).orElse(null))
                .param(standing.atLatest().map(PreparationStore::time).orElse(null))
                .param(time(standing.judged()))
                .update();
    }

    /** How the cases of these sessions stand, as far as the hub has looked. */
    public List<CaseStanding> standings(Collection<UUID> sessions) {
        return jdbc.sql("select * from rcp.case_standing where session = any (?)")
                .param(sessions.toArray(UUID[]::new))
                .query((row, _) -> standing(row))
                .list();
    }

    private CaseStanding standing(ResultSet row) throws SQLException {
        return new CaseStanding(
                row.getObject("board_case", UUID.class),
                row.getObject("session", UUID.class),
                json.readValue(row.getString("readiness"), Readiness.class),
                instant(row, "ready_at"),
                instant(row, "at_latest"),
                instant(row, "judged").orElseThrow());
    }

    /** Makes these the open alerts of a case: new ones are added, others cleared. */
    public void reconcile(UUID boardCase, UUID session, List<Raised> raised, Instant now) {
        var open = new HashSet<UUID>();
        for (var one : raised) {
            open.add(
                    jdbc.sql(
                                    """
                                    insert into rcp.alert (id, board_case, session, kind, subject,
                                        arguments, since)
                                    values (?, ?, ?, ?, ?, ?, ?)
                                    on conflict (board_case, kind, subject) where cleared is null
                                    do update set arguments = excluded.arguments
                                    returning id
                                    """)
                            .params(UUID.randomUUID(), boardCase, session)
                            .params(one.kind().name(), one.subject())
                            .param(one.arguments().toArray(String[]::new))
                            .param(time(now))
                            .query(UUID.class)
                            .single());
        }
        jdbc.sql(
                        """
                        update rcp.alert set cleared = ?
                        where board_case = ? and cleared is null and not id = any (?)
                        """)
                .params(time(now), boardCase, open.toArray(UUID[]::new))
                .update();
    }

    /** Forgets how a case stands, and clears what was to be done for it. */
    public void forget(UUID boardCase, Instant now) {
        jdbc.sql("delete from rcp.case_standing where board_case = ?").param(boardCase).update();
        jdbc.sql("update rcp.alert set cleared = ? where board_case = ? and cleared is null")
                .params(time(now), boardCase)
                .update();
    }

    /** Clears what is open, since before then, of cases that are no longer to be discussed. */
    public void clearOld(Collection<UUID> standing, Instant before, Instant now) {
        jdbc.sql(
                        """
                        update rcp.alert set cleared = ?
                        where cleared is null and since < ? and not board_case = any (?)
                        """)
                .params(time(now), time(before), standing.toArray(UUID[]::new))
                .update();
    }

    private static final String ALERTS =
            """
            select id, board_case, session, kind, subject, arguments, since, taken_name, taken_at
            from rcp.alert
            """;

    /** The open alerts of these sessions, the oldest first. */
    public List<Alert> open(Collection<UUID> sessions) {
        return jdbc.sql(
                        ALERTS
                                + "where cleared is null and session = any (?)"
                                + " order by since, kind, subject")
                .param(sessions.toArray(UUID[]::new))
                .query((row, _) -> alert(row))
                .list();
    }

    /** The open alerts of these cases. */
    public List<Alert> openOf(Collection<UUID> cases) {
        return jdbc.sql(ALERTS + "where cleared is null and board_case = any (?)")
                .param(cases.toArray(UUID[]::new))
                .query((row, _) -> alert(row))
                .list();
    }

    /** The open alert with this id. */
    public Optional<Alert> open(UUID id) {
        return jdbc.sql(ALERTS + "where cleared is null and id = ?")
                .param(id)
                .query((row, _) -> alert(row))
                .optional();
    }

    /** Keeps who sees to an alert. */
    public void take(UUID id, User user, Instant now) {
        jdbc.sql("update rcp.alert set taken_by = ?, taken_name = ?, taken_at = ? where id = ?")
                .params(user.name().value(), user.displayName(), time(now), id)
                .update();
    }

    private static Alert alert(ResultSet row) throws SQLException {
        var name = Optional.ofNullable(row.getString("taken_name"));
        var at = instant(row, "taken_at");
        return new Alert(
                row.getObject("id", UUID.class),
                row.getObject("board_case", UUID.class),
                row.getObject("session", UUID.class),
                AlertKind.valueOf(row.getString("kind")),
                row.getString("subject"),
                List.of((String[]) row.getArray("arguments").getArray()),
                instant(row, "since").orElseThrow(),
                name.flatMap(who -> at.map(when -> new Alert.Taken(who, when))));
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }
}
