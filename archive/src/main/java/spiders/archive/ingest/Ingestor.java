// SPDX-License-Identifier: Apache-2.0
package spiders.archive.ingest;

import spiders.archive.Duplicates;
import spiders.archive.Ingested;
import spiders.archive.Origin;
import spiders.archive.Quotas;
import spiders.archive.Reception;
import spiders.archive.Refusal;
import spiders.archive.SetAside;
import spiders.archive.StoredListener;
import spiders.archive.ingest.Entries.Announced;
import spiders.archive.objects.ObjectStore;
import spiders.archive.objects.ObjectWriter;
import spiders.archive.objects.OutOfSpaceException;
import spiders.archive.objects.Seal;
import spiders.archive.objects.StoreUnavailableException;
import spiders.archive.store.IndexEntry;
import spiders.archive.store.IndexFailureException;
import spiders.archive.store.IndexQueries;
import spiders.archive.store.IndexWriter;
import spiders.archive.store.SetAsideTable;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.io.IndexingReader;
import spiders.dicom.io.MalformedDataSetException;

import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * Takes objects in: bytes to disk while they are parsed, then the index rows of all callers that
 * are ready in one transaction, which is committed when each of them has synced its file.
 */
public final class Ingestor implements AutoCloseable {

    /** The rows that it writes and reads. */
    public record Tables(IndexWriter writer, IndexQueries index, SetAsideTable setAside) {}

    /** What a site has decided about what comes in. */
    public record Policy(Duplicates duplicates, Quotas quotas) {}

    private final ObjectStore objects;
    private final IndexQueries index;
    private final SetAsideTable setAside;
    private final Policy policy;
    private final List<StoredListener> listeners;
    private final InstantSource clock;
    private final GroupCommit<Written, IndexWriter.Result> commits;

    /** An object whose bytes are in its file, and on the disk once {@code synced} has come. */
    private record Written(IndexEntry entry, CompletableFuture<Void> synced) {}

    public Ingestor(
            ObjectStore objects,
            Tables tables,
            Policy policy,
            List<StoredListener> listeners,
            InstantSource clock) {
        this.objects = objects;
        this.index = tables.index();
        this.setAside = tables.setAside();
        this.policy = policy;
        this.listeners = List.copyOf(listeners);
        this.clock = clock;
        this.commits =
                new GroupCommit<>(
                        "archive-commit",
                        group -> committed(tables.writer(), group),
                        Ingestor::isIndexGone);
    }

    private static boolean isIndexGone(Exception failure) {
        return failure instanceof IndexFailureException index && index.isConnectionLost();
    }

    private List<IndexWriter.Result> committed(IndexWriter writer, List<Written> group)
            throws IOException {
        var results = commit(writer, group);
        listeners.forEach(listener -> listener.committed(group.size()));
        return results;
    }

    /** The database works while the callers sync; the commit waits for the last of them. */
    private static List<IndexWriter.Result> commit(IndexWriter writer, List<Written> group)
            throws IOException {
        return writer.commit(group.stream().map(Written::entry).toList(), () -> awaitSynced(group));
    }

    private static void awaitSynced(List<Written> group) throws IOException {
        for (var written : group) {
            try {
                written.synced().join();
            } catch (CompletionException e) {
                throw new IOException("A file does not sync", e.getCause());
            }
        }
    }

    public Ingested ingestPart10(Origin origin, InputStream part10, Reception reception)
            throws IOException, InterruptedException {
        try {
            var opened = Part10Header.open(part10);
            var announced = Announced.of(origin, clock.instant(), opened.meta());
            reception.announced(announced.sopClass(), announced.sopInstance());
            return ingest(announced, opened.dataSet(), reception);
        } catch (MalformedDataSetException e) {
            return told(origin, refused(Refusal.MALFORMED, e));
        } catch (ObjectCheck.RefusedException e) {
            return told(origin, refused(e.reason(), e));
        }
    }

    public Ingested ingest(
            Origin origin,
            UID sopClass,
            UID sopInstance,
            TransferSyntax transferSyntax,
            InputStream rawDataSet,
            Reception reception)
            throws IOException, InterruptedException {
        return ingest(
                new Announced(origin, clock.instant(), sopClass, sopInstance, transferSyntax),
                rawDataSet,
                reception);
    }

    private Ingested ingest(Announced announced, InputStream rawDataSet, Reception reception)
            throws IOException, InterruptedException {
        return told(announced.origin(), taken(announced, rawDataSet, reception));
    }

    private Ingested told(Origin origin, Ingested outcome) {
        if (outcome instanceof Ingested.Refused(var reason, _)) {
            listeners.forEach(listener -> listener.refused(origin, reason));
        }
        return outcome;
    }

    private Ingested taken(Announced announced, InputStream rawDataSet, Reception reception)
            throws IOException, InterruptedException {
        var overFull = policy.quotas().refusal(announced.origin());
        if (overFull.isPresent()) {
            return new Ingested.Refused(
                    overFull.get(), "The archive holds as much as a quota allows");
        }
        try (var writer = objects.begin()) {
            return written(announced, rawDataSet, reception, writer);
        } catch (OutOfSpaceException e) {
            return refused(Refusal.OUT_OF_SPACE, e);
        } catch (StoreUnavailableException | IndexFailureException e) {
            return refused(Refusal.UNAVAILABLE, e);
        }
    }

    private Ingested written(
            Announced announced, InputStream rawDataSet, Reception reception, ObjectWriter writer)
            throws IOException, InterruptedException {
        var input = new HashingInput(rawDataSet);
        IndexEntry entry;
        try {
            var meta =
                    Seal.open(
                            announced.sopClass(),
                            announced.sopInstance(),
                            announced.transferSyntax(),
                            announced.origin(),
                            announced.received());
            var object = IndexingReader.dataSet(input, meta, writer, Entries.OPTIONS);
            writer.flush();
            entry = Entries.entry(announced, object, input, writer.location(), writer.source());
            var stored = entry.instance().stored();
            if (!reception.takes(stored.studyInstanceUID())) {
                return new Ingested.Refused(Refusal.MISMATCHED, "Its study is not taken here");
            }
            if (!reception.takesPatient(object.dataSet())) {
                return new Ingested.Refused(
                        Refusal.OTHER_PATIENT, "Its patient is not the one it is taken for");
            }
            writer.seal(object.dataSetOffset(), stored.length(), stored.sha256());
        } catch (MalformedDataSetException e) {
            return refused(input.isAtEnd() ? Refusal.TRUNCATED : Refusal.MALFORMED, e);
        } catch (ObjectCheck.RefusedException e) {
            return refused(e.reason(), e);
        }
        return committed(entry, writer);
    }

    private static Ingested refused(Refusal reason, RuntimeException why) {
        return new Ingested.Refused(reason, String.valueOf(why.getMessage()));
    }

    private Ingested committed(IndexEntry entry, ObjectWriter writer)
            throws IOException, InterruptedException {
        return switch (result(entry, writer)) {
            case IndexWriter.Result.Added() -> added(entry);
            case IndexWriter.Result.Known() ->
                    isOurs(entry) ? added(entry) : known(entry.instance(), writer);
            case IndexWriter.Result.Contradicts(boolean otherPatient, String message) -> {
                writer.withdraw();
                yield new Ingested.Refused(
                        otherPatient ? Refusal.OTHER_PATIENT : Refusal.MISMATCHED, message);
            }
        };
    }

    private Ingested added(IndexEntry entry) {
        var stored = entry.instance().stored();
        policy.quotas().stored(entry.instance().origin(), stored.length());
        listeners.forEach(listener -> listener.stored(entry.instance().origin(), stored));
        return new Ingested.Stored(stored);
    }

    /**
     * Whether the row that is there names the very file that was written: a commit whose answer was
     * lost had come through, or another start of this node took the file for one that a crash left.
     */
    private boolean isOurs(IndexEntry entry) {
        var sop = entry.instance().stored().sopInstanceUID();
        return index.location(sop).equals(Optional.of(entry.instance().location()));
    }

    /** A failed commit leaves the file: whether its row is there, only the next start knows. */
    private IndexWriter.Result result(IndexEntry entry, ObjectWriter writer)
            throws IOException, InterruptedException {
        var written = new Written(entry, new CompletableFuture<>());
        if (!writer.isSyncBrief()) {
            writer.sync(); // No transaction is open meanwhile, and no row is locked.
            written.synced().complete(null);
        }
        var result = commits.submit(written);
        writer.keep();
        if (writer.isSyncBrief()) {
            sync(writer, written.synced());
        }
        try {
            return result.get();
        } catch (ExecutionException e) {
            if (written.synced().isCompletedExceptionally()) {
                writer.withdraw(); // No commit has come past this.
            }
            throw explained(e);
        }
    }

    /** Whatever happens is told, for the commit waits to hear it. */
    private static void sync(ObjectWriter writer, CompletableFuture<Void> synced) {
        try {
            writer.sync();
            synced.complete(null);
        } catch (IOException | RuntimeException e) {
            synced.completeExceptionally(e);
        } finally {
            synced.completeExceptionally(new IllegalStateException("The sync ended"));
        }
    }

    private static IOException explained(ExecutionException failed) {
        var failure = failed.getCause();
        if (failure instanceof IndexFailureException index) {
            if (index.isOutOfSpace()) {
                throw new OutOfSpaceException(index);
            }
            if (index.isConnectionLost()) {
                throw index;
            }
        }
        if (failure != null && failure.getCause() instanceof OutOfSpaceException full) {
            throw full;
        }
        return new IOException("The object is not in the index", failure);
    }

    private Ingested known(IndexEntry.Instance again, ObjectWriter writer) throws IOException {
        var uid = again.stored().sopInstanceUID();
        var stored = index.instance(uid);
        if (stored.isPresent() && !stored.get().equals(again.stored())) {
            return differing(again, writer);
        }
        writer.withdraw();
        return stored.<Ingested>map(Ingested.AlreadyThere::new).orElseGet(() -> withheld(again));
    }

    /** In the store, and not in the index: rejected, or the note of a rejection. */
    private Ingested withheld(IndexEntry.Instance again) {
        var uid = again.stored().sopInstanceUID();
        var aside = setAside.withheld(uid);
        boolean isNote = aside.filter(one -> one.why() == SetAside.Why.NOTE).isPresent();
        return isNote && aside.get().stored().equals(again.stored())
                ? new Ingested.AlreadyThere(again.stored())
                : new Ingested.Refused(
                        Refusal.REJECTED, "%s has been rejected".formatted(uid.value()));
    }

    private Ingested differing(IndexEntry.Instance again, ObjectWriter writer) throws IOException {
        var stored = again.stored();
        var uid = stored.sopInstanceUID();
        if (policy.duplicates() == Duplicates.REFUSE) {
            writer.withdraw();
            return new Ingested.Refused(
                    Refusal.DIFFERS, "%s is stored with another content".formatted(uid.value()));
        }
        if (setAside.hasDiffering(uid, stored.sha256())) {
            writer.withdraw();
        } else {
            setAside.addDiffering(again);
        }
        return new Ingested.KeptApart(stored);
    }

    @Override
    public void close() {
        commits.close();
    }
}
