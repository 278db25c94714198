// SPDX-License-Identifier: Apache-2.0
package spiders.archive.lifecycle;

import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import spiders.archive.Rejection;
import spiders.archive.Removal;
import spiders.archive.RemovalCause;
import spiders.archive.RemovedObject;
import spiders.archive.SetAside;
import spiders.archive.objects.ObjectStore;
import spiders.archive.store.RemovalTable;
import spiders.archive.store.Selection;
import spiders.dicom.data.UID;
import spiders.security.Action;
import spiders.security.Audit;
import spiders.security.AuditEvent;
import spiders.security.PatientKey;
import spiders.security.UserName;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

import javax.sql.DataSource;

/**
 * Takes studies out for good, and can prove it.
 *
 * <p>First the rows: in one transaction the study leaves the index, its objects are listed, and the
 * audit gets the digest of that list. Then the files: each is deleted, and marked as gone when the
 * store has it no more. A stop in between is made good by {@link #finish}.
 */
public final class Removals {

    private static final int GROUP = 500;

    private final ObjectStore objects;
    private final RemovalTable table;
    private final TransactionTemplate transaction;
    private final Audit audit;
    private final InstantSource clock;

    public Removals(ObjectStore objects, DataSource database, Audit audit, InstantSource clock) {
        this.objects = objects;
        this.table = new RemovalTable(database);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Removes a study, or a part of one; empty when there is none. Whether it may go is for the
     * caller to know.
     *
     * @throws IOException when the store does not delete; the objects are out of the index then,
     *     and their files go with the next {@link #finish}
     */
    public Optional<Removal> remove(UserName by, Selection what, RemovalCause cause)
            throws IOException {
        return removed(() -> decide(by, what, cause));
    }

    /** The rows' part of a removal, in the caller's transaction. */
    Optional<Removal> decide(UserName by, Selection what, RemovalCause cause) {
        return decided(by, what.studyInstanceUID(), cause, () -> table.takeOut(what));
    }

    /** Removes what a rejection had set aside. */
    Optional<Removal> remove(Rejection rejection) throws IOException {
        return removed(() ->
                decided(
                        UserName.SYSTEM,
                        rejection.study(),
                        new RemovalCause.Rejected(),
                        () -> table.takeOut(rejection.id())));
    }

    /** Removes one object that was set aside. */
    Optional<Removal> remove(UserName by, SetAside object, RemovalCause cause) throws IOException {
        var study = object.stored().studyInstanceUID();
        return removed(() -> decided(by, study, cause, () -> table.takeOut(object.id())));
    }

    private Optional<Removal> removed(Supplier<Optional<Removal>> decision) throws IOException {
        return finished(transaction.execute(_ -> decision.get()));
    }

    /** The files' part of a removal, whose rows are committed. */
    Optional<Removal> finished(Optional<Removal> decided) throws IOException {
        if (decided.isPresent()) {
            finish(decided.get().id());
        }
        return decided.flatMap(removal -> table.removal(removal.id()));
    }

    private Optional<Removal> decided(
            UserName by, UID study, RemovalCause cause, Supplier<List<RemovedObject>> taking) {
        var patients = table.patients(study);
        var taken = taking.get();
        if (taken.isEmpty()) {
            return Optional.empty();
        }
        long bytes = taken.stream().mapToLong(RemovedObject::length).sum();
        var removal =
                new Removal(
                        UUID.randomUUID(),
                        study,
                        cause,
                        by,
                        clock.instant(),
                        taken.size(),
                        bytes,
                        RemovalCertificate.digest(taken),
                        taken.size());
        table.add(removal, taken);
        audit.record(event(removal, patients));
        return Optional.of(removal);
    }

    private static AuditEvent event(Removal removal, List<PatientKey> patients) {
        var event =
                AuditEvent.of(removal.decidedBy(), Action.REMOVE_OBJECTS)
                        .objects(removal.id().toString(), removal.study().value())
                        .detail(
                                "%s; %d objects, %d bytes; sha256 %s"
                                        .formatted(
                                                removal.cause().word(),
                                                removal.objects(),
                                                removal.bytes(),
                                                removal.manifest()));
        for (var patient : patients) {
            event = event.about(patient);
        }
        return event;
    }

    /** Ends the removals that a stop or a failing store interrupted; returns how many files. */
    public int finish() throws IOException {
        int files = 0;
        for (var removal : table.unfinished()) {
            files += finish(removal);
        }
        return files;
    }

    private int finish(UUID removal) throws IOException {
        int count = 0;
        var left = table.left(removal, GROUP);
        while (!left.isEmpty()) {
            var files = left.stream().map(RemovedObject::location).toList();
            objects.remove(files);
            table.gone(removal, files, clock.instant());
            count += left.size();
            left = table.left(removal, GROUP);
        }
        return count;
    }

    /** The newest removals. */
    public List<Removal> latest(int most) {
        return table.latest(most);
    }

    /** The proof of a removal. */
    public Optional<RemovalCertificate> certificate(UUID removal) {
        return table.removal(removal)
                .map(found -> new RemovalCertificate(found, table.objects(removal)));
    }

    /** Those of the contents, by their SHA-256, that were removed and have not come again. */
    public Set<String> gone(Collection<String> digests) {
        return table.gone(digests);
    }

    /** When a study was last removed. */
    public Optional<Instant> removedAt(UID study) {
        return table.removedAt(study);
    }
}
