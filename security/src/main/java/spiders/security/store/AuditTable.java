// SPDX-License-Identifier: Apache-2.0
package spiders.security.store;

import static org.springframework.transaction.TransactionDefinition.PROPAGATION_REQUIRES_NEW;

import static java.util.stream.Collectors.toUnmodifiableSet;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import spiders.security.Action;
import spiders.security.Audit;
import spiders.security.AuditEvent;
import spiders.security.AuditLine;
import spiders.security.AuditSearch;
import spiders.security.Outcome;
import spiders.security.PatientKey;
import spiders.security.Purpose;
import spiders.security.Recording;
import spiders.security.UserName;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

/** Table {@code security.audit_event}, which the database itself lets nobody change. */
public final class AuditTable implements Audit {

    private final JdbcClient jdbc;
    private final AuditReports reports;
    private final TransactionTemplate apart;
    private final String node;
    private final Clock clock;

    /** Lines recorded here carry the name of this node. */
    public AuditTable(DataSource dataSource, String node, Clock clock) {
        this.jdbc = JdbcClient.create(dataSource);
        this.reports = new AuditReports(dataSource);
        this.apart = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.apart.setPropagationBehavior(PROPAGATION_REQUIRES_NEW);
        this.node = node;
        this.clock = clock;
    }

    @Override
    public void record(AuditEvent event) {
        Recording.leave();
        if (event.outcome() == Outcome.REFUSED) {
            apart.executeWithoutResult(transaction -> insert(event));
            return;
        }
        insert(event);
    }

    /** The same, counted by days. */
    public AuditReports reports() {
        return reports;
    }

    /** The lines that match, newest first. */
    public List<AuditLine> search(AuditSearch search) {
        return jdbc.sql(
                        """
                        SELECT * FROM security.audit_event
                        WHERE id < :before AND at >= :from AND at < :to
                          AND (cardinality(:who) = 0 OR who = ANY (:who))
                          AND (cardinality(:patients) = 0 OR patients && :patients)
                          AND (cardinality(:actions) = 0 OR action = ANY (:actions))
                          AND (cardinality(:outcomes) = 0 OR outcome = ANY (:outcomes))
                        ORDER BY id DESC LIMIT :limit
                        """)
                .param("before", search.before())
                .param("from", search.from().atOffset(ZoneOffset.UTC))
                .param("to", search.to().atOffset(ZoneOffset.UTC))
                .param("who", texts(search.who()))
                .param("patients", uuids(search.patients()))
                .param("actions", texts(search.actions()))
                .param("outcomes", texts(search.outcomes()))
                .param("limit", search.limit())
                .query((row, number) -> line(row))
                .list();
    }

    private void insert(AuditEvent event) {
        var purpose = PurposeColumns.of(event.purpose());
        jdbc.sql(
                        """
                        INSERT INTO security.audit_event (at, node, who, action, patients, objects,
                            purpose, session, board_case, outcome, detail)
                        VALUES (:at, :node, :who, :action, :patients, :objects,
                            :purpose, :session, :boardCase, :outcome, :detail)
                        """)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("node", node)
                .param("who", event.who().value())
                .param("action", event.action().name())
                .param("patients", uuids(event.patients()))
                .param("objects", event.objects().toArray(String[]::new))
                .param("purpose", purpose.kind())
                .param("session", purpose.session())
                .param("boardCase", purpose.boardCase())
                .param("outcome", event.outcome().name())
                .param("detail", event.detail())
                .update();
    }

    static AuditLine line(ResultSet row) throws SQLException {
        var patients = (UUID[]) row.getArray("patients").getArray();
        var event =
                new AuditEvent(
                        new UserName(row.getString("who")),
                        Action.valueOf(row.getString("action")),
                        Arrays.stream(patients).map(PatientKey::new).collect(toUnmodifiableSet()),
                        List.of((String[]) row.getArray("objects").getArray()),
                        new PurposeColumns(
                                        row.getString("purpose"),
                                        row.getObject("session", UUID.class),
                                        row.getObject("board_case", UUID.class))
                                .purpose(),
                        Outcome.valueOf(row.getString("outcome")),
                        row.getString("detail"));
        return new AuditLine(
                row.getLong("id"),
                row.getTimestamp("at").toInstant(),
                row.getString("node"),
                event);
    }

    static UUID[] uuids(Set<PatientKey> patients) {
        return patients.stream().map(PatientKey::value).toArray(UUID[]::new);
    }

    private static String[] texts(Set<?> values) {
        return values.stream().map(Object::toString).toArray(String[]::new);
    }

    /** A purpose as its three columns. */
    private record PurposeColumns(String kind, @Nullable UUID session, @Nullable UUID boardCase) {

        private static final String SESSION = "BOARD_SESSION";

        /** Its access stands in the column of the session. */
        private static final String EMERGENCY = "EMERGENCY";

        private static final String ADMINISTRATION = "ADMINISTRATION";
        private static final String SYSTEM = "SYSTEM_TASK";

        static PurposeColumns of(Purpose purpose) {
            return switch (purpose) {
                case Purpose.BoardSession(UUID session, UUID boardCase) ->
                        new PurposeColumns(SESSION, session, boardCase);
                case Purpose.Emergency(UUID access) -> new PurposeColumns(EMERGENCY, access, null);
                case Purpose.Administration() -> new PurposeColumns(ADMINISTRATION, null, null);
                case Purpose.SystemTask() -> new PurposeColumns(SYSTEM, null, null);
            };
        }

        Purpose purpose() {
            if (session != null && boardCase != null) {
                return new Purpose.BoardSession(session, boardCase);
            }
            if (session != null && kind.equals(EMERGENCY)) {
                return new Purpose.Emergency(session);
            }
            return kind.equals(ADMINISTRATION)
                    ? new Purpose.Administration()
                    : new Purpose.SystemTask();
        }
    }
}
