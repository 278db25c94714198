// SPDX-License-Identifier: Apache-2.0
package spiders.server.backup;

import spiders.archive.ArchiveSettings;
import spiders.archive.objects.ObjectStores;
import spiders.archive.store.ShelfTable;
import spiders.archive.store.VerificationTable;
import spiders.security.store.DatabaseAccess;
import spiders.server.backup.store.DatabaseSnapshot;
import spiders.server.backup.store.Table;

import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * One backup of a hub that may be working meanwhile: all rows at one moment, then every object that
 * they name. Objects never change, so those of earlier backups are not copied again.
 */
public final class Backup {

    private static final int FORMAT = 1;
    private static final DateTimeFormatter BEGUN =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    private final BackupFolder folder;
    private final Hub hub;
    private final Progress progress;

    /**
     * What is copied.
     *
     * @param schemas of the modules, in the order in which they build on each other
     * @param archive whose objects
     * @param copied whether objects are copied, or only named: where their store has copies of its
     *     own
     */
    public record Hub(
            List<String> schemas, ArchiveSettings archive, boolean copied, String program) {

        public Hub {
            schemas = List.copyOf(schemas);
        }
    }

    /** Hears how far it is. */
    @FunctionalInterface
    public interface Progress {
        void at(String what, long done, long all);
    }

    /**
     * What a backup came to.
     *
     * @param absent objects that the archive has not whole, each with its reason
     */
    public record Report(
            String id,
            int tables,
            long rows,
            long objects,
            long newObjects,
            long newBytes,
            List<String> absent) {

        public Report {
            absent = List.copyOf(absent);
        }
    }

    public Backup(BackupFolder folder, Hub hub, Progress progress) {
        this.folder = folder;
        this.hub = hub;
        this.progress = progress;
    }

    /** Makes it; when this returns, it is on the disk and has been read back. */
    public Report run(DatabaseAccess access) throws IOException, InterruptedException {
        var begun = Instant.now();
        var random = new byte[4];
        new SecureRandom().nextBytes(random);
        var id = BEGUN.format(begun) + "-" + HexFormat.of().formatHex(random);
        try (var snapshot = DatabaseSnapshot.of(access, hub.schemas())) {
            var schemas = new ArrayList<Manifest.SchemaVersion>();
            for (var schema : snapshot.schemas()) {
                schemas.add(new Manifest.SchemaVersion(schema, snapshot.version(schema)));
            }
            var tables = tables(id, snapshot);
            var objects = objects(snapshot);
            var manifest =
                    new Manifest(
                            FORMAT,
                            id,
                            begun,
                            hub.program(),
                            hub.archive().node(),
                            schemas,
                            tables,
                            snapshot.sequences(),
                            objects.listed());
            folder.finish(manifest);
            return report(manifest, objects);
        }
    }

    private ObjectCopies.Result objects(DatabaseSnapshot snapshot)
            throws IOException, InterruptedException {
        var shelves = new ShelfTable(snapshot.database());
        var copies =
                new ObjectCopies(
                        folder.vault(),
                        ObjectStores.reading(hub.archive(), shelves),
                        new VerificationTable(snapshot.database()),
                        progress);
        return hub.copied() ? copies.copyAll() : copies.nameAll();
    }

    private static Report report(Manifest manifest, ObjectCopies.Result objects) {
        return new Report(
                manifest.id(),
                manifest.tables().size(),
                manifest.tables().stream().mapToLong(Manifest.TableFile::rows).sum(),
                manifest.objects().count(),
                objects.copied(),
                objects.copiedBytes(),
                manifest.objects().absent());
    }

    private List<Manifest.TableFile> tables(String id, DatabaseSnapshot snapshot)
            throws IOException {
        var all = snapshot.tables();
        var files = new ArrayList<Manifest.TableFile>();
        for (var table : all) {
            files.add(table(id, table, snapshot));
            progress.at("tables", files.size(), all.size());
        }
        return files;
    }

    private Manifest.TableFile table(String id, Table table, DatabaseSnapshot snapshot)
            throws IOException {
        var name = BackupFolder.file(id, table.fullName());
        var counting = new Counting(0);
        var rows = new long[1];
        folder.vault().write(name, name, out -> rows[0] = packed(snapshot, table, counting, out));
        var file = new Manifest.TableFile(table, rows[0], counting.bytes(), counting.sha256());
        readBack(name, file);
        return file;
    }

    private static long packed(
            DatabaseSnapshot snapshot, Table table, Counting counting, OutputStream out)
            throws IOException {
        try (var gzip = new GZIPOutputStream(out, 1 << 16)) {
            return snapshot.copy(table, counting.writing(gzip));
        }
    }

    private void readBack(String name, Manifest.TableFile file) throws IOException {
        var counting = new Counting(0);
        try (var in = counting.reading(new GZIPInputStream(folder.vault().read(name, name)))) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        if (counting.bytes() != file.bytes() || !counting.sha256().equals(file.sha256())) {
            throw new DamagedException(name, "reads back otherwise than it was written");
        }
    }
}
