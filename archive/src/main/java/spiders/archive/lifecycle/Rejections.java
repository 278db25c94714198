// SPDX-License-Identifier: Apache-2.0
package spiders.archive.lifecycle;

import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import spiders.archive.Rejection;
import spiders.archive.RejectionReason;
import spiders.archive.SetAside;
import spiders.archive.ingest.Reindexer;
import spiders.archive.store.NoteQueries;
import spiders.archive.store.RemovalTable;
import spiders.archive.store.Selection;
import spiders.archive.store.SetAsideTable;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.security.Access;
import spiders.security.Action;
import spiders.security.Audit;
import spiders.security.AuditEvent;
import spiders.security.Permission;
import spiders.security.User;
import spiders.security.UserName;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

/**
 * Takes objects out of use without losing them (IHE Imaging Object Change Management): what is
 * rejected is served by no door and not taken in again, its file stays, and a rejection can be
 * revoked until the retention removes it.
 */
public final class Rejections {

    private static final int GROUP = 64;

    /** What it stands on. */
    public record Parts(Reindexer reindexer, Access access, Audit audit, InstantSource clock) {}

    private final Parts parts;
    private final SetAsideTable table;
    private final RemovalTable patients;
    private final NoteQueries notes;
    private final TransactionTemplate transaction;

    public Rejections(Parts parts, DataSource database) {
        this.parts = parts;
        this.table = new SetAsideTable(database);
        this.patients = new RemovalTable(database);
        this.notes = new NoteQueries(database);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    }

    /**
     * A note by which a person rejects what is selected; who stores it rejects. Empty when nothing
     * of it is here.
     */
    public Optional<DataSet> note(User user, Selection selection, RejectionReason reason) {
        parts.access().require(user, Permission.REJECT_IMAGES);
        var instances = notes.instances(selection);
        if (instances.isEmpty()) {
            return Optional.empty();
        }
        return notes.study(selection.studyInstanceUID())
                .map(study ->
                        RejectionNoteWriter.write(
                                study, instances, reason, parts.clock().instant()));
    }

    /**
     * Does what a stored note says, to those of its objects that are here. The note itself is set
     * aside with them.
     *
     * @param by who is answerable: a person here, or {@link UserName#SYSTEM} for a system's note
     * @param origin what the note came from
     */
    public Rejection apply(UserName by, String origin, UID noteInstance, RejectionNote note) {
        return transaction.execute(_ -> applied(by, origin, noteInstance, note));
    }

    private Rejection applied(UserName by, String origin, UID noteInstance, RejectionNote note) {
        var patientsOfStudy = patients.patients(note.study());
        var id = UUID.randomUUID();
        var rejection =
                new Rejection(
                        id,
                        note.study(),
                        note.reason(),
                        by.isReserved() ? origin : by.value(),
                        parts.clock().instant(),
                        0,
                        false);
        table.add(rejection);
        int objects = table.setAside(id, SetAside.Why.REJECTED, note.study(), note.instances());
        table.setAside(id, SetAside.Why.NOTE, note.study(), Set.of(noteInstance));
        table.count(id, objects);
        var event =
                AuditEvent.of(by, Action.REJECT_OBJECTS)
                        .objects(id.toString(), note.study().value())
                        .detail(
                                "%s; %d objects; from %s"
                                        .formatted(note.reason(), objects, origin));
        for (var patient : patientsOfStudy) {
            event = event.about(patient);
        }
        parts.audit().record(event);
        return table.rejection(id).orElseThrow();
    }

    /**
     * Puts what was rejected back into use, but what has been removed since.
     *
     * @return whether the rejection was in force
     */
    public boolean revoke(User user, UUID rejection) throws IOException {
        parts.access().require(user, Permission.REJECT_IMAGES);
        var wasInForce = transaction.execute(_ -> revoked(user, rejection));
        finishReleases();
        return wasInForce;
    }

    private boolean revoked(User user, UUID rejection) {
        if (!table.revoke(rejection, user.name(), parts.clock().instant())) {
            return false;
        }
        table.release(rejection);
        var study = table.rejection(rejection).orElseThrow().study();
        parts.audit()
                .record(
                        AuditEvent.of(user, Action.REJECT_OBJECTS)
                                .objects(rejection.toString(), study.value())
                                .detail("revoke"));
        return true;
    }

    /**
     * Brings objects that were released back into the index: at the start too, for a stop may have
     * come in between.
     *
     * @return what could not be brought back, which stays where it is
     */
    public List<SetAside> finishReleases() throws IOException {
        var stuck = new ArrayList<SetAside>();
        long last = 0;
        var group = table.released(last, GROUP);
        while (!group.isEmpty()) {
            var outcomes = parts.reindexer().index(group.stream().map(SetAside::location).toList());
            var back = new ArrayList<Long>();
            for (int i = 0; i < group.size(); i++) {
                if (outcomes.get(i) instanceof Reindexer.Outcome.Indexed) {
                    back.add(group.get(i).id());
                } else {
                    stuck.add(group.get(i));
                }
            }
            table.forget(back);
            last = group.getLast().id();
            group = table.released(last, GROUP);
        }
        return stuck;
    }

    /** Rejections in force from before a moment that still have objects here. */
    List<Rejection> before(Instant moment) {
        return table.before(moment);
    }

    /** The newest rejections. */
    public List<Rejection> latest(int most) {
        return table.latest(most);
    }
}
