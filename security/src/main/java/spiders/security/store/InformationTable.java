// SPDX-License-Identifier: Apache-2.0
package spiders.security.store;

import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.security.InformationStatus;
import spiders.security.PatientKey;
import spiders.security.PatientStatement;
import spiders.security.PatientStatement.Channel;
import spiders.security.RecordedStatement;
import spiders.security.SharingPurpose;
import spiders.security.UserName;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

/** Table {@code security.patient_information}, of which the database lets nobody change a row. */
public final class InformationTable {

    private final JdbcClient jdbc;

    public InformationTable(DataSource dataSource) {
        jdbc = JdbcClient.create(dataSource);
    }

    /** Adds a statement of a patient. */
    public void insert(PatientKey patient, RecordedStatement recorded) {
        var statement = recorded.statement();
        jdbc.sql(
                        """
                        INSERT INTO security.patient_information (patient, purpose, status, said_on,
                            channel, document, remark, author, recorded_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        patient.value(),
                        statement.purpose().name(),
                        statement.status().name(),
                        statement.on(),
                        statement.channel().name(),
                        statement.document(),
                        statement.remark(),
                        recorded.author().value(),
                        recorded.at().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The newest of each purpose. */
    public Map<SharingPurpose, RecordedStatement> current(PatientKey patient) {
        var current = new EnumMap<SharingPurpose, RecordedStatement>(SharingPurpose.class);
        jdbc.sql(
                        """
                        SELECT DISTINCT ON (purpose) * FROM security.patient_information
                        WHERE patient = ? ORDER BY purpose, id DESC
                        """)
                .param(patient.value())
                .query(InformationTable::recorded)
                .list()
                .forEach(recorded -> current.put(recorded.statement().purpose(), recorded));
        return current;
    }

    /** The newest of each purpose, of each of these patients who said anything. */
    public Map<PatientKey, Map<SharingPurpose, RecordedStatement>> current(
            Collection<PatientKey> patients) {
        var current = new HashMap<PatientKey, Map<SharingPurpose, RecordedStatement>>();
        jdbc.sql(
                        """
                        SELECT DISTINCT ON (patient, purpose) * FROM security.patient_information
                        WHERE patient = ANY (?) ORDER BY patient, purpose, id DESC
                        """)
                .param(patients.stream().map(PatientKey::value).toArray(UUID[]::new))
                .query(row -> {
                    var recorded = recorded(row, row.getRow());
                    current.computeIfAbsent(
                                    new PatientKey(row.getObject("patient", UUID.class)),
                                    _ -> new EnumMap<>(SharingPurpose.class))
                            .put(recorded.statement().purpose(), recorded);
                });
        return current;
    }

    /** All, the newest first. */
    public List<RecordedStatement> all(PatientKey patient) {
        return jdbc.sql(
                        """
                        SELECT * FROM security.patient_information
                        WHERE patient = ? ORDER BY id DESC
                        """)
                .param(patient.value())
                .query(InformationTable::recorded)
                .list();
    }

    private static RecordedStatement recorded(ResultSet row, int number) throws SQLException {
        return new RecordedStatement(
                new PatientStatement(
                        SharingPurpose.valueOf(row.getString("purpose")),
                        InformationStatus.valueOf(row.getString("status")),
                        row.getObject("said_on", LocalDate.class),
                        Channel.valueOf(row.getString("channel")),
                        row.getString("document"),
                        row.getString("remark")),
                new UserName(row.getString("author")),
                row.getTimestamp("recorded_at").toInstant());
    }
}
