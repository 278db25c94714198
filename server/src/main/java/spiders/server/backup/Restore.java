// SPDX-License-Identifier: Apache-2.0
package spiders.server.backup;

import spiders.archive.ArchiveSettings;
import spiders.archive.store.VerificationTable;
import spiders.archive.upkeep.Finding;
import spiders.archive.upkeep.UpkeepReport;
import spiders.archive.upkeep.Verification;
import spiders.security.store.Migrations;
import spiders.security.store.UnknownVersionException;
import spiders.server.backup.store.DatabaseLoad;
import spiders.server.backup.store.Table;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

import javax.sql.DataSource;

/**
 * A backup made a hub again: the tables as the backup's program had made them, their rows, the
 * newer scripts on top, then the objects, then every object held against its row.
 */
public final class Restore {

    private final BackupFolder folder;
    private final Manifest manifest;
    private final Backup.Progress progress;

    /**
     * Where to.
     *
     * @param database without any schema of ours, or with what a restore that failed has left
     * @param archive where its objects are, or will be
     * @param objects the folder to copy them to, where the backup has them
     * @param migrations brings the tables of all modules up to date
     */
    public record Target(
            DataSource database,
            ArchiveSettings archive,
            Path objects,
            Consumer<DataSource> migrations) {}

    /**
     * What a restore came to.
     *
     * @param absent objects that the archive had lost when it was backed up
     */
    public record Report(String id, int tables, long rows, long objects, long bytes, long absent) {}

    /** Of the newest finished snapshot of a folder, or of the one that is named. */
    public Restore(BackupFolder folder, Optional<String> snapshot, Backup.Progress progress)
            throws IOException {
        this.folder = folder;
        this.manifest = folder.manifest(snapshot);
        this.progress = progress;
    }

    /** Room that the objects will take. */
    public long objectBytes() {
        return manifest.objects().copied() ? manifest.objects().bytes() : 0;
    }

    /** Whether the objects are in the backup; otherwise they are expected in their store. */
    public boolean hasObjects() {
        return manifest.objects().copied();
    }

    /** Which snapshot this is. */
    public String id() {
        return manifest.id();
    }

    /** Puts all back and verifies it; the database stays marked as unfinished. */
    public Report run(Target target) throws IOException {
        checkTables();
        rows(target);
        target.migrations().accept(target.database());
        if (hasObjects()) {
            new RestoredObjects(folder.vault(), target.objects(), manifest.objects(), progress)
                    .copyAll(new VerificationTable(target.database()));
        }
        var verified =
                Verification.afresh(target.archive(), target.database())
                        .run(
                                Verification.Depth.DIGESTS,
                                (done, all) -> progress.at("objects verified", done, all));
        requireWhole(verified);
        return new Report(
                manifest.id(),
                manifest.tables().size(),
                manifest.tables().stream().mapToLong(Manifest.TableFile::rows).sum(),
                verified.files(),
                verified.bytes(),
                manifest.objects().absent().size());
    }

    /** Reads every table once, so that what is damaged is known before anything is touched. */
    private void checkTables() throws IOException {
        for (var file : manifest.tables()) {
            try (var in = open(file)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
        }
    }

    private void requireWhole(UpkeepReport verified) {
        long lost =
                verified.counts().getOrDefault(Finding.Kind.MISSING, 0L)
                        + verified.counts().getOrDefault(Finding.Kind.DAMAGED, 0L);
        if (lost > manifest.objects().absent().size()
                || verified.files() > manifest.objects().count()) {
            throw new BackupException(
                    "after the restore %d objects of %d are missing or damaged, such as %s"
                            .formatted(
                                    lost,
                                    manifest.objects().count(),
                                    verified.findings().stream()
                                            .findFirst()
                                            .map(Finding::file)
                                            .orElse("none")));
        }
    }

    private void rows(Target target) throws IOException {
        var schemas = manifest.schemas().stream().map(Manifest.SchemaVersion::schema).toList();
        var load = new DatabaseLoad(target.database(), schemas);
        load.begin();
        for (var schema : manifest.schemas()) {
            try {
                Migrations.runTo(target.database(), schema.schema(), schema.version());
            } catch (UnknownVersionException e) {
                throw new BackupException(
                        "a newer SPIDERS (%s) made this backup: %s"
                                .formatted(manifest.program(), e.getMessage()),
                        e);
            }
        }
        var files = new HashMap<Table, Manifest.TableFile>();
        manifest.tables().forEach(file -> files.put(file.table(), file));
        load.load(
                manifest.tables().stream().map(Manifest.TableFile::table).toList(),
                manifest.sequences(),
                table -> open(Optional.ofNullable(files.get(table)).orElseThrow()));
        for (var file : manifest.tables()) {
            requireRows(file, load.rows(file.table()));
        }
    }

    private static void requireRows(Manifest.TableFile file, long rows) {
        if (rows != file.rows()) {
            throw new BackupException(
                    "%s has %d rows after the restore, and had %d"
                            .formatted(file.table().fullName(), rows, file.rows()));
        }
    }

    private InputStream open(Manifest.TableFile file) throws IOException {
        var name = BackupFolder.file(manifest.id(), file.table().fullName());
        var counting = new Counting(0);
        progress.at("table " + file.table().fullName(), 0, file.rows());
        var unpacked = new GZIPInputStream(folder.vault().read(name, name), 1 << 16);
        return new CheckedAtEnd(name, counting.reading(unpacked), counting, file);
    }

    /** At its end the bytes are those that were written, or this throws. */
    private static final class CheckedAtEnd extends FilterInputStream {

        private final String name;
        private final Counting counting;
        private final Manifest.TableFile file;

        CheckedAtEnd(String name, InputStream in, Counting counting, Manifest.TableFile file) {
            super(in);
            this.name = name;
            this.counting = counting;
            this.file = file;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = in.read(bytes, offset, length);
            if (count < 0
                    && (counting.bytes() != file.bytes()
                            || !counting.sha256().equals(file.sha256()))) {
                throw new DamagedException(name, "has not the content that the manifest names");
            }
            return count;
        }
    }
}
