// SPDX-License-Identifier: Apache-2.0
package spiders.archive.lifecycle;

import spiders.archive.Origin;
import spiders.archive.Rejection;
import spiders.archive.RejectionReason;
import spiders.archive.StoredInstance;
import spiders.archive.ingest.Reindexer;
import spiders.archive.objects.ObjectStore;
import spiders.archive.store.NoteQueries;
import spiders.archive.store.Selection;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.security.Access;
import spiders.security.Audit;
import spiders.security.User;
import spiders.security.UserName;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;

import javax.sql.DataSource;

/** What becomes of stored objects, from their rejection to the proof that they are gone. */
public final class LifeCycle {

    /** What notes that people here make come from. */
    private static final String HERE = "here";

    /**
     * What a site has decided.
     *
     * @param rejectedFor how long what was rejected can be brought back
     * @param mayReject whose rejection notes are obeyed; those of others are key objects like any
     */
    public record Terms(
            RetentionPolicy retention, Duration rejectedFor, Predicate<Origin> mayReject) {}

    /** What it stands on. */
    public record Parts(
            ObjectStore objects,
            Reindexer reindexer,
            DataSource database,
            Access access,
            Audit audit,
            InstantSource clock) {}

    /** Stores a note that was made here. */
    @FunctionalInterface
    public interface NoteStore {

        /** Returns the note as stored. */
        StoredInstance store(Origin origin, DataSet note) throws IOException, InterruptedException;
    }

    private final Terms terms;
    private final NoteQueries notes;
    private final NoteStore noteStore;
    private final KeptStudies kept;
    private final Removals removals;
    private final Retention retention;
    private final Rejections rejections;
    private final Differences differences;
    private final InstantSource clock;

    /** Wires the services; nothing runs by itself. */
    public LifeCycle(Terms terms, Parts parts, BoardNeeds boards, NoteStore noteStore) {
        var database = parts.database();
        this.terms = terms;
        this.clock = parts.clock();
        this.notes = new NoteQueries(database);
        this.noteStore = noteStore;
        this.kept = new KeptStudies(database, parts.access(), parts.audit(), clock);
        this.removals = new Removals(parts.objects(), database, parts.audit(), clock);
        this.retention =
                new Retention(
                        terms.retention(),
                        new Retention.Parts(boards, kept, removals),
                        database,
                        clock);
        this.rejections =
                new Rejections(
                        new Rejections.Parts(
                                parts.reindexer(), parts.access(), parts.audit(), clock),
                        database);
        this.differences = new Differences(removals, rejections, parts.access(), database);
    }

    public KeptStudies kept() {
        return kept;
    }

    public Removals removals() {
        return removals;
    }

    public Retention retention() {
        return retention;
    }

    public Rejections rejections() {
        return rejections;
    }

    public Differences differences() {
        return differences;
    }

    /**
     * A key object was stored, now or by a call before this one that did not come to its end. Does
     * what it says where it is a rejection note, and its origin may reject.
     */
    public void keyObject(Origin origin, StoredInstance stored) {
        if (terms.mayReject().test(origin)) {
            apply(UserName.SYSTEM, origin, stored);
        }
    }

    /** Rejects what is selected; empty when nothing of it is here. */
    public Optional<Rejection> reject(User user, Selection selection, RejectionReason reason)
            throws IOException, InterruptedException {
        var note = rejections.note(user, selection, reason);
        if (note.isEmpty()) {
            return Optional.empty();
        }
        var origin = new Origin(HERE, notes.authority(selection.studyInstanceUID()));
        return apply(user.name(), origin, noteStore.store(origin, note.get()));
    }

    /** Rejects a whole study. */
    public Optional<Rejection> reject(User user, UID study, RejectionReason reason)
            throws IOException, InterruptedException {
        return reject(user, new Selection.Study(study), reason);
    }

    private Optional<Rejection> apply(UserName by, Origin origin, StoredInstance stored) {
        return notes.metadata(stored.sopInstanceUID())
                .flatMap(RejectionNote::of)
                .map(note -> rejections.apply(by, origin.name(), stored.sopInstanceUID(), note));
    }

    /** Ends what a stop interrupted. */
    public void recover() throws IOException {
        removals.finish();
        rejections.finishReleases();
    }

    /** Removes what the rules let go, and what was rejected long enough ago; returns how many. */
    public int run() throws IOException {
        recover();
        int removed = retention.run().size();
        for (var old : rejections.before(clock.instant().minus(terms.rejectedFor()))) {
            removed += removals.remove(old).isPresent() ? 1 : 0;
        }
        return removed;
    }
}
