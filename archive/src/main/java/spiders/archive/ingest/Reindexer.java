// SPDX-License-Identifier: Apache-2.0
package spiders.archive.ingest;

import spiders.archive.objects.Location;
import spiders.archive.objects.Seal;
import spiders.archive.objects.StoredObjects;
import spiders.archive.store.IndexEntry;
import spiders.archive.store.IndexQueries;
import spiders.archive.store.IndexWriter;
import spiders.dicom.io.BulkDataSource;
import spiders.dicom.io.IndexingReader;
import spiders.dicom.io.MalformedDataSetException;
import spiders.dicom.io.Part10Object;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the index's rows of files that it does not name, by what their seals say. */
public final class Reindexer {

    /** What became of a file. */
    public sealed interface Outcome {

        /** The index names it now. */
        record Indexed() implements Outcome {}

        /** The index names another file that holds the same object. */
        record Copy() implements Outcome {}

        /** Its seal was never closed: it was being written when something ended. */
        record Incomplete() implements Outcome {}

        /** Its bytes are not those that its seal was closed over. */
        record Damaged(String why) implements Outcome {}

        /** It contradicts what the index holds. */
        record Contradicts(String why) implements Outcome {}
    }

    private final StoredObjects objects;
    private final IndexWriter writer;
    private final IndexQueries index;

    public Reindexer(StoredObjects objects, IndexWriter writer, IndexQueries index) {
        this.objects = objects;
        this.writer = writer;
        this.index = index;
    }

    /** Reads the files, and commits their rows together; the outcomes are in their order. */
    public List<Outcome> index(List<Location> files) throws IOException {
        var outcomes = new ArrayList<Outcome>();
        var entries = new ArrayList<IndexEntry>();
        var places = new ArrayList<Integer>();
        for (var file : files) {
            switch (read(file)) {
                case Read.Whole(var entry) -> {
                    places.add(outcomes.size());
                    entries.add(entry);
                    outcomes.add(new Outcome.Indexed());
                }
                case Read.Bad(var outcome) -> outcomes.add(outcome);
            }
        }
        if (!entries.isEmpty()) {
            // The files have been on the disk for long.
            var results = writer.commit(entries, () -> {});
            for (int i = 0; i < results.size(); i++) {
                outcomes.set(places.get(i), outcome(results.get(i), entries.get(i)));
            }
        }
        return outcomes;
    }

    private sealed interface Read {

        record Whole(IndexEntry entry) implements Read {}

        record Bad(Outcome outcome) implements Read {}
    }

    private Read read(Location location) throws IOException {
        var file = objects.source(location);
        try (var in = file.open(0, objects.length(location))) {
            var opened = Part10Header.open(in);
            var seal = Seal.of(opened.meta());
            if (seal.isEmpty()) {
                return new Read.Bad(new Outcome.Incomplete());
            }
            var input = new HashingInput(opened.dataSet());
            var object =
                    IndexingReader.dataSet(
                            input, opened.meta(), OutputStream.nullOutputStream(), Entries.OPTIONS);
            return whole(seal.get(), entry(seal.get(), object, input, location, file));
        } catch (MalformedDataSetException | ObjectCheck.RefusedException e) {
            return new Read.Bad(new Outcome.Damaged(String.valueOf(e.getMessage())));
        }
    }

    private static IndexEntry entry(
            Seal seal,
            Part10Object object,
            HashingInput input,
            Location location,
            BulkDataSource file)
            throws IOException {
        var announced = Entries.Announced.of(seal.origin(), seal.received(), object.meta());
        return Entries.entry(announced, object, input, location, file);
    }

    private static Read whole(Seal seal, IndexEntry entry) {
        var stored = entry.instance().stored();
        if (stored.length() != seal.length()) {
            var why = "%d bytes where %d were sealed".formatted(stored.length(), seal.length());
            return new Read.Bad(new Outcome.Damaged(why));
        }
        return stored.sha256().equals(seal.sha256())
                ? new Read.Whole(entry)
                : new Read.Bad(new Outcome.Damaged("the digest is not the one that was sealed"));
    }

    private Outcome outcome(IndexWriter.Result result, IndexEntry entry) {
        return switch (result) {
            case IndexWriter.Result.Added() -> new Outcome.Indexed();
            case IndexWriter.Result.Contradicts(_, var message) -> new Outcome.Contradicts(message);
            case IndexWriter.Result.Known() -> {
                var again = entry.instance().stored();
                var at = index.location(again.sopInstanceUID());
                if (at.equals(Optional.of(entry.instance().location()))) {
                    yield new Outcome.Indexed(); // By another, a moment ago.
                }
                var stored = index.instance(again.sopInstanceUID());
                yield stored.isPresent() && stored.get().equals(again)
                        ? new Outcome.Copy()
                        : new Outcome.Contradicts("its instance is indexed with another content");
            }
        };
    }
}
