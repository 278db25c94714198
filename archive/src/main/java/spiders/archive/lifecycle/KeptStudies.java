// SPDX-License-Identifier: Apache-2.0
package spiders.archive.lifecycle;

import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import spiders.archive.KeptStudy;
import spiders.archive.store.KeptTable;
import spiders.dicom.data.UID;
import spiders.security.Access;
import spiders.security.Action;
import spiders.security.Audit;
import spiders.security.AuditEvent;
import spiders.security.PatientKey;
import spiders.security.Permission;
import spiders.security.Purpose;
import spiders.security.User;

import java.time.InstantSource;
import java.util.Optional;

import javax.sql.DataSource;

/** Studies that people keep against the rules of retention. */
public final class KeptStudies {

    private final KeptTable table;
    private final TransactionTemplate transaction;
    private final Access access;
    private final Audit audit;
    private final InstantSource clock;

    public KeptStudies(DataSource database, Access access, Audit audit, InstantSource clock) {
        this.table = new KeptTable(database);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /** Keeps a study of the patient; one that is kept already stays so, for its first reason. */
    public void keep(User user, Purpose purpose, PatientKey patient, UID study, String reason) {
        access.require(user, Permission.KEEP_STUDY, patient);
        var kept = new KeptStudy(study, reason, user.name(), clock.instant());
        transaction.executeWithoutResult(_ -> {
            if (table.add(kept)) {
                audit.record(event(user, purpose, patient, study).detail("keep"));
            }
        });
    }

    /** Lets the rules decide again. */
    public void release(User user, Purpose purpose, PatientKey patient, UID study) {
        access.require(user, Permission.KEEP_STUDY, patient);
        transaction.executeWithoutResult(_ -> {
            if (table.revoke(study, user.name(), clock.instant())) {
                audit.record(event(user, purpose, patient, study).detail("release"));
            }
        });
    }

    /** Who keeps the study, and why. */
    public Optional<KeptStudy> kept(UID study) {
        return table.kept(study);
    }

    private static AuditEvent event(User user, Purpose purpose, PatientKey patient, UID study) {
        return AuditEvent.of(user, Action.KEEP_STUDY)
                .about(patient)
                .purpose(purpose)
                .objects(study.value());
    }
}
