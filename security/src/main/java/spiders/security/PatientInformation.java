// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import spiders.security.store.InformationTable;

import java.time.Clock;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.sql.DataSource;

/**
 * What patients were told of each purpose of sharing, and said: every statement is kept, the newest
 * of a purpose counts, for what comes after it and for what goes on.
 */
public final class PatientInformation implements Objections {

    private static final ZoneId HOSPITAL = ZoneId.of("Europe/Paris");

    private final InformationTable table;
    private final TransactionTemplate transaction;
    private final Audit audit;
    private final ObjectionListener listener;
    private final Clock clock;

    public PatientInformation(
            DataSource database, Audit audit, ObjectionListener listener, Clock clock) {
        this.table = new InformationTable(database);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        this.audit = audit;
        this.listener = listener;
        this.clock = clock;
    }

    /**
     * Records a statement.
     *
     * @param access who may record is asked there: it asks this service what patients object to
     * @throws IllegalArgumentException when it was said on a day to come
     */
    public void record(Access access, User user, PatientKey patient, PatientStatement statement) {
        access.requireDespiteObjection(user, Permission.RECORD_INFORMATION, patient);
        var now = clock.instant();
        if (statement.on().isAfter(now.atZone(HOSPITAL).toLocalDate())) {
            throw new IllegalArgumentException("said on a day to come");
        }
        transaction.executeWithoutResult(_ -> {
            table.insert(patient, new RecordedStatement(statement, user.name(), now));
            audit.record(
                    AuditEvent.of(user, Action.RECORD_INFORMATION)
                            .about(patient)
                            .detail(statement.purpose() + " " + statement.status()));
            if (statement.status().isObjection()) {
                listener.objected(patient, statement.purpose());
            }
        });
    }

    /** The statement that counts, for each purpose of which there is one. */
    public Map<SharingPurpose, RecordedStatement> current(PatientKey patient) {
        return table.current(patient);
    }

    /** Every statement, the newest first. */
    public List<RecordedStatement> all(PatientKey patient) {
        return table.all(patient);
    }

    @Override
    public Set<SharingPurpose> of(PatientKey patient) {
        return objected(current(patient));
    }

    @Override
    public Map<PatientKey, Set<SharingPurpose>> ofEach(Set<PatientKey> patients) {
        var all = new HashMap<PatientKey, Set<SharingPurpose>>();
        table.current(patients).forEach((patient, said) -> all.put(patient, objected(said)));
        return all;
    }

    private static Set<SharingPurpose> objected(Map<SharingPurpose, RecordedStatement> said) {
        var objected = EnumSet.noneOf(SharingPurpose.class);
        said.forEach((purpose, recorded) -> {
            if (recorded.statement().status().isObjection()) {
                objected.add(purpose);
            }
        });
        return objected;
    }
}
