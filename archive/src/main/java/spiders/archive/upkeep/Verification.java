// SPDX-License-Identifier: Apache-2.0
package spiders.archive.upkeep;

import spiders.archive.ArchiveSettings;
import spiders.archive.objects.Location;
import spiders.archive.objects.ObjectStores;
import spiders.archive.objects.Seal;
import spiders.archive.objects.StoredObjects;
import spiders.archive.store.ShelfTable;
import spiders.archive.store.VerificationTable;
import spiders.archive.store.VerificationTable.Indexed;
import spiders.archive.store.VerificationTable.Row;
import spiders.archive.store.VerificationTable.Run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

/**
 * Holds the files against the index: each object that the index names is there with the bytes that
 * were stored, and each file is named. Changes neither. A check that was stopped goes on where it
 * was; it may run beside archives that take objects in.
 */
public final class Verification implements AutoCloseable {

    /** How closely files are looked at. */
    public enum Depth {
        /** That they are there, and how long they are. */
        LENGTHS,
        /** Every byte, by its digest. */
        DIGESTS
    }

    private static final int PAGE = 200;
    private static final int BUFFER = 1 << 18;

    private final StoredObjects objects;
    private final VerificationTable table;

    /** Of a place of objects and its index. */
    public Verification(ArchiveSettings settings, DataSource database) throws IOException {
        this.objects = ObjectStores.reading(settings, new ShelfTable(database));
        this.table = new VerificationTable(database);
    }

    /** Runs to the end, from where an earlier check of this depth was stopped. */
    public UpkeepReport run(Depth depth, UpkeepListener listener) throws IOException {
        var run = table.begin(depth == Depth.DIGESTS);
        long all = table.instances();
        var page = table.after(run.lastInstance(), PAGE);
        while (!page.isEmpty()) {
            run = checked(run, page, depth);
            listener.progress(run.files(), Math.max(all, run.files()));
            page = table.after(run.lastInstance(), PAGE);
        }
        int skipped = orphans(run);
        var report = report(run, skipped);
        table.finish(run);
        return report;
    }

    @Override
    public void close() throws IOException {
        objects.close();
    }

    private Run checked(Run run, List<Indexed> page, Depth depth) throws IOException {
        var findings = new ArrayList<Row>();
        long bytes = run.bytes();
        for (var object : page) {
            finding(object, depth).ifPresent(findings::add);
            bytes += depth == Depth.DIGESTS ? object.length() : 0;
        }
        var next = new Run(run.id(), page.getLast().id(), run.files() + page.size(), bytes);
        table.advance(next, findings);
        return next;
    }

    private Optional<Row> finding(Indexed object, Depth depth) throws IOException {
        var name = object.shelf() + "/" + object.location().fileName();
        try {
            long length = objects.length(object.location());
            long expected = object.dataOffset() + object.length();
            if (length != expected) {
                return row(
                        Finding.Kind.DAMAGED,
                        name,
                        "%d bytes where the index has %d".formatted(length, expected));
            }
            return depth == Depth.LENGTHS || digest(object).equals(object.sha256())
                    ? Optional.empty()
                    : row(Finding.Kind.DAMAGED, name, "the digest is not the one of the index");
        } catch (NoSuchFileException e) {
            return row(Finding.Kind.MISSING, name, "the index names it");
        }
    }

    private static Optional<Row> row(Finding.Kind kind, String file, String detail) {
        return Optional.of(new Row(kind.name(), file, detail));
    }

    private String digest(Indexed object) throws IOException {
        var file = objects.source(object.location());
        try (var in = file.open(object.dataOffset(), object.length())) {
            return digest(in);
        }
    }

    private static String digest(InputStream in) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java has SHA-256", e);
        }
    }

    /** Looks for files without a row; returns how many shelves are being filled meanwhile. */
    private int orphans(Run run) throws IOException {
        int skipped = 0;
        for (var path : objects.shelves()) {
            var shelf = objects.shelf(path);
            if (shelf.isEmpty()) {
                skipped++;
                continue;
            }
            var findings = new ArrayList<Row>();
            for (var location : shelf.get().unknown()) {
                findings.add(orphan(path, location));
            }
            table.advance(run, findings);
        }
        return skipped;
    }

    private Row orphan(String shelf, Location location) throws IOException {
        var name = shelf + "/" + location.fileName();
        try (var in = objects.source(location).open(0, objects.length(location))) {
            return Seal.of(in).isPresent()
                    ? new Row(Finding.Kind.ORPHAN.name(), name, "no row of the index names it")
                    : new Row(Finding.Kind.INCOMPLETE.name(), name, "its seal was never closed");
        }
    }

    private UpkeepReport report(Run run, int skipped) {
        var tally = new Tally();
        for (var row : table.findings(run)) {
            tally.found(Finding.Kind.valueOf(row.kind()), row.file(), row.detail());
        }
        return tally.report(run.files(), 0, run.bytes(), skipped);
    }
}
