// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.store;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.rcp.BoardCase;
import spiders.rcp.CaseQuestion;
import spiders.rcp.CaseReason;
import spiders.rcp.CaseState;
import spiders.security.PatientKey;
import spiders.security.UserName;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

/** The cases of every session. */
public final class CaseStore {

    private static final String COLUMNS =
            """
            select id, session, patient, state, question, reason, requester, requester_name,
                patient_informed, rule_version, created
            from rcp.board_case
            """;

    private final JdbcClient jdbc;

    public CaseStore(DataSource dataSource) {
        jdbc = JdbcClient.create(dataSource);
    }

    /**
     * Adds a case, with the centres of who registers it, unless the session already has one of this
     * patient.
     */
    public boolean add(BoardCase added, Collection<String> centres) {
        try {
            insert(added, centres);
            return true;
        } catch (DuplicateKeyException _) {
            return false;
        }
    }

    private void insert(BoardCase added, Collection<String> centres) {
        var created = added.created().atOffset(ZoneOffset.UTC);
        jdbc.sql(
                        """
                        insert into rcp.board_case (id, session, patient, state, question, reason,
                            requester, requester_name, patient_informed, rule_version, created,
                            changed, centres)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::text[])
                        """)
                .params(
                        added.id(),
                        added.session(),
                        added.patient().value(),
                        added.state().name(),
                        added.question(),
                        added.reason().name(),
                        added.requester().value(),
                        added.requesterName(),
                        added.patientInformed(),
                        added.ruleVersion(),
                        created,
                        created,
                        centres.toArray(String[]::new))
                .update();
    }

    public Optional<BoardCase> boardCase(UUID id) {
        return jdbc.sql(COLUMNS + "where id = ?").param(id).query(CaseStore::boardCase).optional();
    }

    /** The centres of who registered a case, at that time. */
    public Set<String> centres(UUID id) {
        return Set.copyOf(
                jdbc.sql("select unnest(centres) from rcp.board_case where id = ?")
                        .param(id)
                        .query((row, _) -> row.getString(1))
                        .list());
    }

    /** The cases of a session that were not withdrawn, in the order of their registration. */
    public List<BoardCase> ofSession(UUID session) {
        return jdbc.sql(COLUMNS + "where session = ? and state <> 'WITHDRAWN' order by created, id")
                .param(session)
                .query(CaseStore::boardCase)
                .list();
    }

    /** The cases of a patient in every session, the withdrawn ones left out. */
    public List<BoardCase> ofPatient(PatientKey patient) {
        return jdbc.sql(COLUMNS + "where patient = ? and state <> 'WITHDRAWN'")
                .param(patient.value())
                .query(CaseStore::boardCase)
                .list();
    }

    public Optional<BoardCase> ofPatient(UUID session, PatientKey patient) {
        return jdbc.sql(COLUMNS + "where session = ? and patient = ? and state <> 'WITHDRAWN'")
                .params(session, patient.value())
                .query(CaseStore::boardCase)
                .optional();
    }

    /** The patients of the sessions between two days, both included. */
    public Set<PatientKey> patients(LocalDate first, LocalDate last) {
        return Set.copyOf(
                jdbc.sql(
                                """
                                select distinct c.patient from rcp.board_case c
                                join rcp.session s on s.id = c.session
                                where s.on_date between ? and ? and c.state <> 'WITHDRAWN'
                                """)
                        .params(first, last)
                        .query((row, _) -> new PatientKey(row.getObject(1, UUID.class)))
                        .list());
    }

    /** How many cases stand on the agenda of each of these sessions; none has no entry. */
    public Map<UUID, Integer> counts(Collection<UUID> sessions) {
        var counts = new HashMap<UUID, Integer>();
        jdbc.sql(
                        """
                        select session, count(*) as cases from rcp.board_case
                        where session = any(?) and state <> 'WITHDRAWN' group by session
                        """)
                .param(sessions.toArray(UUID[]::new))
                .query(row -> {
                    counts.put(row.getObject("session", UUID.class), row.getInt("cases"));
                });
        return Map.copyOf(counts);
    }

    /** Moves a case from one state to another; false when it was no longer in the first. */
    public boolean move(UUID id, CaseState from, CaseState to, Instant at) {
        return jdbc.sql(
                                """
                                update rcp.board_case set state = ?, changed = ?
                                where id = ? and state = ?
                                """)
                        .params(to.name(), at.atOffset(ZoneOffset.UTC), id, from.name())
                        .update()
                == 1;
    }

    /**
     * Brings a case to another session, with what the hub knows of it there; false when it is no
     * more in the first, or its patient is on the agenda of the other.
     */
    public boolean place(UUID id, UUID from, UUID to, Instant at) {
        boolean isPlaced =
                jdbc.sql(
                                        """
                                        update rcp.board_case c set session = ?, changed = ?
                                        where c.id = ? and c.session = ? and not exists (
                                            select from rcp.board_case o where o.session = ?
                                            and o.patient = c.patient and o.state <> 'WITHDRAWN')
                                        """)
                                .params(to, at.atOffset(ZoneOffset.UTC), id, from, to)
                                .update()
                        == 1;
        if (isPlaced) {
            jdbc.sql("update rcp.case_standing set session = ? where board_case = ?")
                    .params(to, id)
                    .update();
            jdbc.sql("update rcp.alert set session = ? where board_case = ?")
                    .params(to, id)
                    .update();
        }
        return isPlaced;
    }

    /** Replaces the question of a case that is on an agenda; false when it is no more. */
    public boolean ask(UUID id, CaseQuestion asked, Instant at) {
        return jdbc.sql(
                                """
                                update rcp.board_case set question = ?, reason = ?, changed = ?
                                where id = ? and state = 'SUBMITTED'
                                """)
                        .params(asked.text(), asked.reason().name(), at.atOffset(ZoneOffset.UTC))
                        .param(id)
                        .update()
                == 1;
    }

    private static BoardCase boardCase(ResultSet row, int number) throws SQLException {
        return new BoardCase(
                row.getObject("id", UUID.class),
                row.getObject("session", UUID.class),
                new PatientKey(row.getObject("patient", UUID.class)),
                CaseState.valueOf(row.getString("state")),
                row.getString("question"),
                CaseReason.valueOf(row.getString("reason")),
                new UserName(row.getString("requester")),
                row.getString("requester_name"),
                row.getBoolean("patient_informed"),
                row.getInt("rule_version"),
                row.getObject("created", OffsetDateTime.class).toInstant());
    }
}
