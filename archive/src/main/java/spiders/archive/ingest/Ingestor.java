// SPDX-License-Identifier: Apache-2.0
package spiders.archive.ingest;

import spiders.archive.Ingested;
import spiders.archive.Origin;
import spiders.archive.Refusal;
import spiders.archive.StoredInstance;
import spiders.archive.StoredListener;
import spiders.archive.objects.ObjectStore;
import spiders.archive.objects.ObjectWriter;
import spiders.archive.objects.OutOfSpaceException;
import spiders.archive.store.IndexEntry;
import spiders.archive.store.IndexFailureException;
import spiders.archive.store.IndexQueries;
import spiders.archive.store.IndexWriter;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.FileMeta;
import spiders.dicom.io.IndexingReader;
import spiders.dicom.io.MalformedDataSetException;
import spiders.dicom.io.Part10Object;
import spiders.dicom.io.ReadOptions;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * Takes objects in: bytes to disk while they are parsed, then the index rows of all callers that
 * are ready in one transaction, which is committed when each of them has synced its file.
 */
public final class Ingestor implements AutoCloseable {

    private static final long MEMORY_LIMIT = 128L << 20;

    /** However small, pixels stay in the file: frames are served from there. */
    private static final ReadOptions OPTIONS =
            ReadOptions.withoutBulkData().withBulkThreshold(0).withMemoryLimit(MEMORY_LIMIT);

    /** What an object was announced as. */
    private record Announced(
            Origin origin, UID sopClass, UID sopInstance, TransferSyntax transferSyntax) {}

    private final ObjectStore objects;
    private final IndexQueries index;
    private final List<StoredListener> listeners;
    private final GroupCommit<Written, IndexWriter.Result> commits;

    /** An object whose bytes are in its file, and on the disk once {@code synced} has come. */
    private record Written(IndexEntry entry, CompletableFuture<Void> synced) {}

    public Ingestor(
            ObjectStore objects,
            IndexWriter writer,
            IndexQueries index,
            List<StoredListener> listeners) {
        this.objects = objects;
        this.index = index;
        this.listeners = List.copyOf(listeners);
        this.commits = new GroupCommit<>("archive-commit", group -> commit(writer, group));
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

    public Ingested ingestPart10(Origin origin, InputStream part10)
            throws IOException, InterruptedException {
        try {
            var opened = Part10Header.open(part10);
            var meta = opened.meta();
            var sopClass = meta.mediaStorageSOPClassUID();
            var sopInstance = meta.mediaStorageSOPInstanceUID();
            if (sopClass.isEmpty() || sopInstance.isEmpty()) {
                return new Ingested.Refused(
                        Refusal.MISMATCHED, "The file meta information names no SOP instance");
            }
            return ingest(
                    origin,
                    sopClass.get(),
                    sopInstance.get(),
                    meta.transferSyntax(),
                    opened.dataSet());
        } catch (MalformedDataSetException e) {
            return refused(Refusal.MALFORMED, e);
        }
    }

    public Ingested ingest(
            Origin origin,
            UID sopClass,
            UID sopInstance,
            TransferSyntax transferSyntax,
            InputStream rawDataSet)
            throws IOException, InterruptedException {
        var announced = new Announced(origin, sopClass, sopInstance, transferSyntax);
        try (var writer = objects.begin()) {
            return written(announced, rawDataSet, writer);
        } catch (OutOfSpaceException e) {
            return refused(Refusal.OUT_OF_SPACE, e);
        }
    }

    private Ingested written(Announced announced, InputStream rawDataSet, ObjectWriter writer)
            throws IOException, InterruptedException {
        var input = new HashingInput(rawDataSet);
        IndexEntry entry;
        try {
            var meta =
                    FileMeta.of(
                            announced.sopClass(),
                            announced.sopInstance(),
                            announced.transferSyntax());
            var object = IndexingReader.dataSet(input, meta, writer, OPTIONS);
            writer.flush();
            entry = entry(announced, object, input, writer);
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

    private static IndexEntry entry(
            Announced announced, Part10Object object, HashingInput input, ObjectWriter writer)
            throws IOException {
        var dataSet = object.dataSet();
        var check = new ObjectCheck(dataSet);
        check.isAnnounced(announced.sopClass(), announced.sopInstance());
        var frames = check.frames(object, writer.file());
        var stored =
                new StoredInstance(
                        check.studyInstanceUID(),
                        check.seriesInstanceUID(),
                        announced.sopClass(),
                        announced.sopInstance(),
                        announced.transferSyntax(),
                        input.count(),
                        input.sha256());
        var bulk = BulkTable.of(dataSet, frames);
        return new IndexEntry(
                IndexedAttributes.study(dataSet, stored.studyInstanceUID(), announced.origin()),
                IndexedAttributes.series(dataSet, stored.seriesInstanceUID()),
                new IndexEntry.Instance(
                        stored,
                        IndexedAttributes.number(dataSet, Tags.InstanceNumber),
                        writer.location(),
                        (int) object.dataSetOffset(),
                        bulk.frames(),
                        announced.origin(),
                        MetadataCodec.pack(dataSet, path(stored)),
                        bulk.packed()));
    }

    private static String path(StoredInstance stored) {
        return "/studies/%s/series/%s/instances/%s"
                .formatted(
                        stored.studyInstanceUID().value(),
                        stored.seriesInstanceUID().value(),
                        stored.sopInstanceUID().value());
    }

    private Ingested committed(IndexEntry entry, ObjectWriter writer)
            throws IOException, InterruptedException {
        var stored = entry.instance().stored();
        return switch (result(entry, writer)) {
            case IndexWriter.Result.Added() -> {
                listeners.forEach(listener -> listener.stored(entry.instance().origin(), stored));
                yield new Ingested.Stored(stored);
            }
            case IndexWriter.Result.Known() -> {
                writer.withdraw();
                yield known(stored);
            }
            case IndexWriter.Result.Contradicts(boolean otherPatient, String message) -> {
                writer.withdraw();
                yield new Ingested.Refused(
                        otherPatient ? Refusal.OTHER_PATIENT : Refusal.MISMATCHED, message);
            }
        };
    }

    /** A failed commit leaves the file: whether its row is there, only the next start knows. */
    private IndexWriter.Result result(IndexEntry entry, ObjectWriter writer)
            throws IOException, InterruptedException {
        var written = new Written(entry, new CompletableFuture<>());
        var result = commits.submit(written);
        writer.keep();
        sync(writer, written.synced());
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
        if (failure instanceof IndexFailureException index && index.isOutOfSpace()) {
            throw new OutOfSpaceException(index);
        }
        if (failure != null && failure.getCause() instanceof OutOfSpaceException full) {
            throw full;
        }
        return new IOException("The object is not in the index", failure);
    }

    private Ingested known(StoredInstance again) {
        var stored = index.instance(again.sopInstanceUID()).orElseThrow();
        if (stored.equals(again)) {
            return new Ingested.AlreadyThere(stored);
        }
        return new Ingested.Refused(
                Refusal.DIFFERS,
                "%s is stored with another content".formatted(again.sopInstanceUID().value()));
    }

    @Override
    public void close() {
        commits.close();
    }
}
