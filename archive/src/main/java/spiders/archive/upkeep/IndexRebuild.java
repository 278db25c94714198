// SPDX-License-Identifier: Apache-2.0
package spiders.archive.upkeep;

import spiders.archive.ArchiveSettings;
import spiders.archive.ingest.Reindexer;
import spiders.archive.objects.FoundShelf;
import spiders.archive.objects.Location;
import spiders.archive.objects.ObjectStore;
import spiders.archive.objects.ObjectStores;
import spiders.archive.store.IndexQueries;
import spiders.archive.store.IndexWriter;
import spiders.archive.store.ShelfTable;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

import javax.sql.DataSource;

/**
 * Makes the rows of the index that are missing from the files alone: all of them where the index is
 * lost. A run that was stopped goes on where it was, since what is indexed is passed over. Removes
 * nothing.
 *
 * <p>Registered patients, links of identities and grants are no part of it: they stand in no file,
 * and come from the backup of the database.
 */
public final class IndexRebuild {

    private static final int GROUP = 64;

    private final ArchiveSettings settings;
    private final DataSource database;
    private final Tally tally = new Tally();

    /** Of the place of objects, which no running archive of this node may hold meanwhile. */
    public IndexRebuild(ArchiveSettings settings, DataSource database) {
        this.settings = settings;
        this.database = database;
    }

    /** Runs to the end. */
    public UpkeepReport run(UpkeepListener listener) throws IOException {
        var register = new ShelfTable(database);
        var place = new ArchiveSettings(settings.place(), settings.node(), 0);
        try (var objects = ObjectStores.open(place, register, InstantSource.system())) {
            var reindexer =
                    new Reindexer(
                            objects, IndexWriter.trusting(database), new IndexQueries(database));
            index(objects, reindexer, objects.leftWhole());
            objects.settle();
            var shelves = objects.shelves();
            for (int i = 0; i < shelves.size(); i++) {
                listener.progress(i, shelves.size());
                var shelf = objects.shelf(shelves.get(i));
                if (shelf.isPresent()) {
                    shelf(objects, reindexer, shelf.get());
                } else {
                    tally.skipped();
                }
            }
            listener.progress(shelves.size(), shelves.size());
        }
        return tally.report();
    }

    private void shelf(ObjectStore objects, Reindexer reindexer, FoundShelf shelf)
            throws IOException {
        var unknown = shelf.unknown();
        for (int from = 0; from < unknown.size(); from += GROUP) {
            var group = unknown.subList(from, Math.min(from + GROUP, unknown.size()));
            index(objects, reindexer, group);
        }
    }

    private void index(ObjectStore objects, Reindexer reindexer, List<Location> files)
            throws IOException {
        var outcomes = reindexer.index(files);
        for (int i = 0; i < files.size(); i++) {
            tally.file(objects.length(files.get(i)));
            note(outcomes.get(i), objects.name(files.get(i)));
        }
    }

    private void note(Reindexer.Outcome outcome, String file) {
        switch (outcome) {
            case Reindexer.Outcome.Indexed() -> tally.indexed();
            case Reindexer.Outcome.Copy() ->
                    tally.found(Finding.Kind.COPY, file, "the index names another file of it");
            case Reindexer.Outcome.Incomplete() ->
                    tally.found(Finding.Kind.INCOMPLETE, file, "its seal was never closed");
            case Reindexer.Outcome.Damaged(var why) -> tally.found(Finding.Kind.DAMAGED, file, why);
            case Reindexer.Outcome.Contradicts(var why) ->
                    tally.found(Finding.Kind.CONTRADICTION, file, why);
        }
    }
}
