// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import spiders.archive.store.GrantTable;
import spiders.archive.store.Scope;
import spiders.dicom.data.UID;
import spiders.security.Access;
import spiders.security.Action;
import spiders.security.Audit;
import spiders.security.AuditEvent;
import spiders.security.PatientKey;
import spiders.security.Permission;
import spiders.security.Purpose;
import spiders.security.User;
import spiders.security.UserName;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import javax.sql.DataSource;

/**
 * Who may look at which studies, for which purpose, until when. DICOMweb and the viewer serve a
 * study to no other person; the first look under each grant is recorded, once a study. Systems need
 * no grant: their permission does, and what they get is recorded once a study and day.
 */
public final class ViewGrants {

    private static final Duration REMEMBERED = Duration.ofSeconds(2);
    private static final int MOST_REMEMBERED = 10_000;

    private record Look(UserName user, UID study) {}

    private final GrantTable table;
    private final TransactionTemplate transaction;
    private final Access access;
    private final Audit audit;
    private final Clock clock;
    private final Disclosures disclosures;
    private final Map<Look, Instant> remembered = new ConcurrentHashMap<>();

    public ViewGrants(DataSource database, Access access, Audit audit, Clock clock) {
        this.table = new GrantTable(database);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        this.access = access;
        this.audit = audit;
        this.clock = clock;
        this.disclosures = new Disclosures(audit, clock);
    }

    /**
     * Lets a user see studies of a patient. Asking again for the same purpose makes a new grant
     * with its own end.
     *
     * @throws IllegalArgumentException when a study is not, or no longer, one of the patient's
     */
    public UUID grant(
            User user, Purpose purpose, PatientKey patient, Set<UID> studies, Duration length) {
        access.require(user, Permission.VIEW_IMAGES, patient);
        return transaction.execute(_ -> granted(user, purpose, patient, studies, length));
    }

    /** Those of the studies that may be granted: the patient's, by the links in force. */
    public Set<UID> grantable(PatientKey patient, Set<UID> studies) {
        return table.studiesOf(patient, studies);
    }

    private UUID granted(
            User user, Purpose purpose, PatientKey patient, Set<UID> studies, Duration length) {
        var id = UUID.randomUUID();
        table.add(id, user.name(), purpose, patient, clock.instant().plus(length));
        if (table.addStudies(id, patient, studies) != studies.size()) {
            throw new IllegalArgumentException("A study is not one of patient " + patient);
        }
        audit.record(
                AuditEvent.of(user, Action.GRANT_VIEW)
                        .about(patient)
                        .purpose(purpose)
                        .objects(studies.stream().map(UID::value).toList()));
        return id;
    }

    /** Ends every person's grants to see a patient, as when the patient objects. */
    public void end(PatientKey patient) {
        table.end(patient, clock.instant());
        remembered.clear();
    }

    /** Ends a user's grants for a purpose, as when an emergency access ends. */
    public void end(UserName user, Purpose purpose) {
        table.end(user, purpose, clock.instant());
        remembered.clear();
    }

    /** Whether the user may see the study now; the first look under a grant is recorded. */
    public boolean mayView(User user, UID study) {
        var look = new Look(user.name(), study);
        var now = clock.instant();
        var until = remembered.get(look);
        if (until != null && now.isBefore(until)) {
            return true;
        }
        if (user.may(Permission.QUERY_ARCHIVE)) {
            return isGiven(look, now);
        }
        var grants = table.valid(user.name(), study, now);
        if (grants.isEmpty() || !user.may(Permission.VIEW_IMAGES)) {
            remembered.remove(look);
            return false;
        }
        for (var grant : grants) {
            if (!grant.isViewed()) {
                transaction.executeWithoutResult(_ -> recordFirstLook(user, study, grant));
            }
        }
        remember(look, now, grants.getLast().expiresAt());
        return true;
    }

    /** Among which studies a user searches: a system among all. */
    public Scope scope(User user, Instant now) {
        return user.may(Permission.QUERY_ARCHIVE)
                ? new Scope.Everything()
                : new Scope.Granted(user.name(), now);
    }

    /** A search of the whole archive is recorded: at which level, and how much it found. */
    public void searched(User user, String level, int found) {
        if (user.may(Permission.QUERY_ARCHIVE)) {
            disclosures.done(
                    user.name(),
                    Action.QUERY_ARCHIVE,
                    "at level %s: %d answers".formatted(level, found));
        }
    }

    /** A system sees every study there is, and it is recorded that it did. */
    private boolean isGiven(Look look, Instant now) {
        if (!table.hasStudy(look.study())) {
            return false;
        }
        disclosures.given(look.user(), "", look.study());
        remember(look, now, Instant.MAX);
        return true;
    }

    private void remember(Look look, Instant now, Instant expiresAt) {
        if (remembered.size() > MOST_REMEMBERED) {
            remembered.clear();
        }
        var until = now.plus(REMEMBERED);
        remembered.put(look, until.isBefore(expiresAt) ? until : expiresAt);
    }

    private void recordFirstLook(User user, UID study, GrantTable.Valid grant) {
        if (table.markViewed(grant.id(), study)) {
            audit.record(
                    AuditEvent.of(user, Action.VIEW_IMAGES)
                            .about(grant.patient())
                            .purpose(grant.purpose())
                            .objects(study.value()));
        }
    }
}
