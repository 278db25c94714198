// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import spiders.archive.store.DuplicateQueries;
import spiders.archive.store.MergeTable;
import spiders.security.Access;
import spiders.security.Action;
import spiders.security.Audit;
import spiders.security.AuditEvent;
import spiders.security.PatientKey;
import spiders.security.Permission;
import spiders.security.User;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import javax.sql.DataSource;

/**
 * Which registered patients are one person. Merging moves nothing: each keeps key, identifiers and
 * cases, and the studies of all are the studies of each; taking a merge back ends that, and every
 * grant that rested on it.
 */
public final class PatientMerges {

    private final MergeTable table;
    private final DuplicateQueries duplicates;
    private final TransactionTemplate transaction;
    private final Access access;
    private final Audit audit;

    public PatientMerges(DataSource database, Access access, Audit audit) {
        this.table = new MergeTable(database);
        this.duplicates = new DuplicateQueries(database);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        this.access = access;
        this.audit = audit;
    }

    /**
     * Records that two patients are one person.
     *
     * @param evidence why, in the person's words
     * @throws MergeRefusedException when that cannot be
     */
    public PatientMerge merge(User user, PatientKey kept, PatientKey merged, String evidence) {
        access.require(user, Permission.MERGE_PATIENTS, kept);
        access.require(user, Permission.MERGE_PATIENTS, merged);
        return transaction.execute(_ -> merged(user, kept, merged, evidence));
    }

    private PatientMerge merged(User user, PatientKey kept, PatientKey merged, String evidence) {
        table.lock();
        var keptRoot = table.root(kept);
        var mergedRoot = table.root(merged);
        if (keptRoot.isEmpty() || mergedRoot.isEmpty()) {
            throw new MergeRefusedException(MergeRefusedException.Reason.UNKNOWN);
        }
        if (keptRoot.equals(mergedRoot)) {
            throw new MergeRefusedException(MergeRefusedException.Reason.SAME);
        }
        if (!mergedRoot.get().equals(merged)) {
            throw new MergeRefusedException(MergeRefusedException.Reason.MERGED_ELSEWHERE);
        }
        var id = UUID.randomUUID();
        table.add(id, kept, merged, user.name(), evidence);
        table.settle(List.of(kept, merged));
        record(user, kept, merged, id, "merge");
        return table.merge(id).orElseThrow();
    }

    /**
     * Takes a merge back; what was viewed meanwhile stays in the audit.
     *
     * @return whether it was in force
     */
    public boolean split(User user, UUID merge, String reason) {
        return Optional.ofNullable(transaction.execute(_ -> isSplit(user, merge, reason)))
                .orElse(false);
    }

    private boolean isSplit(User user, UUID id, String reason) {
        table.lock();
        var merge = table.merge(id).filter(one -> !one.isRevoked());
        if (merge.isEmpty()) {
            return false;
        }
        var kept = merge.get().kept();
        var merged = merge.get().merged();
        access.require(user, Permission.MERGE_PATIENTS, kept);
        access.require(user, Permission.MERGE_PATIENTS, merged);
        var group = table.group(kept);
        table.revoke(id, user.name(), reason);
        table.settle(group);
        table.endGrants(group);
        record(user, kept, merged, id, "split");
        return true;
    }

    /** The merges of a patient, those taken back too, oldest first. */
    public List<PatientMerge> of(User user, PatientKey patient) {
        access.require(user, Permission.MERGE_PATIENTS, patient);
        return table.merges(patient);
    }

    /**
     * The merges in force of patients to whom the user is tied, the latest first, for somebody to
     * compare who was merged.
     */
    public List<PatientMerge> inForce(User user, int most) {
        var all = tied(user, table.inForce(most), PatientMerge::kept, PatientMerge::merged);
        var event = AuditEvent.of(user, Action.VIEW_PATIENT).detail("merges");
        for (var merge : all) {
            event = event.about(merge.kept()).about(merge.merged());
        }
        audit.record(event);
        return all;
    }

    /**
     * Pairs who may be one person and whom nobody has told apart, the likeliest first: those of
     * which the user is tied to both.
     */
    public List<LikelyDuplicate> likely(User user, int most) {
        var pairs =
                tied(
                        user,
                        duplicates.pairs(most),
                        pair -> pair.first().key(),
                        pair -> pair.second().key());
        var event = AuditEvent.of(user, Action.VIEW_PATIENT).detail("duplicates");
        for (var pair : pairs) {
            event = event.about(pair.first().key()).about(pair.second().key());
        }
        audit.record(event);
        return pairs;
    }

    private <T> List<T> tied(
            User user, List<T> all, Function<T, PatientKey> one, Function<T, PatientKey> other) {
        var permission = Permission.MERGE_PATIENTS;
        return access.permitted(
                user, permission, access.permitted(user, permission, all, one), other);
    }

    /** Says that two who look alike are two persons; nobody is asked about them again. */
    public void tellApart(User user, PatientKey one, PatientKey other) {
        access.require(user, Permission.MERGE_PATIENTS, one);
        access.require(user, Permission.MERGE_PATIENTS, other);
        if (one.equals(other) || table.root(one).isEmpty() || table.root(other).isEmpty()) {
            throw new MergeRefusedException(MergeRefusedException.Reason.UNKNOWN);
        }
        transaction.executeWithoutResult(_ -> toldApart(user, one, other));
    }

    private void toldApart(User user, PatientKey one, PatientKey other) {
        duplicates.tellApart(one, other, user.name());
        audit.record(
                AuditEvent.of(user, Action.DECIDE_IDENTITY)
                        .about(one)
                        .about(other)
                        .detail("apart"));
    }

    private void record(User user, PatientKey kept, PatientKey merged, UUID merge, String what) {
        audit.record(
                AuditEvent.of(user, Action.DECIDE_IDENTITY)
                        .about(kept)
                        .about(merged)
                        .objects(merge.toString())
                        .detail(what));
    }
}
