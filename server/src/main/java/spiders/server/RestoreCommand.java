// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import com.zaxxer.hikari.HikariDataSource;

import spiders.archive.ArchiveSettings;
import spiders.archive.ObjectPlace;
import spiders.security.store.EmbeddedPostgres;
import spiders.security.store.PostgresOptions;
import spiders.server.backup.BackupException;
import spiders.server.backup.DamagedException;
import spiders.server.backup.Restore;
import spiders.server.backup.store.DatabaseLoad;
import spiders.server.backup.store.RowsNotCopiedException;
import spiders.server.configuration.Configuration;
import spiders.server.configuration.Configuration.Database;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * {@code restore}: a backup made a hub again, in a place of its own that is put in the hub's when
 * all is verified; {@code --rehearse} throws it away instead.
 */
final class RestoreCommand {

    private static final int DONE = 0;
    private static final int FINDINGS = 1;
    private static final int CONNECTIONS = 4;
    private static final double MEGA = 1e6;

    private final Configuration configuration;
    private final PrintStream out;
    private final Path data;

    RestoreCommand(Configuration configuration, PrintStream out) {
        this.configuration = configuration;
        this.out = out;
        this.data = configuration.data();
    }

    /** Into the place of the configuration; 0 when all is there and verified. */
    int restore(Restore restore) throws InterruptedException {
        var begun = Instant.now();
        try {
            Files.createDirectories(data);
            var staging = new RestoreStaging(data);
            requireEmpty(staging, restore);
            requireRoom(restore);
            var report =
                    switch (configuration.database()) {
                        case Database.Embedded() -> embedded(staging.folder(), restore);
                        case Database.External _ -> external(staging.folder(), restore);
                    };
            staging.complete();
            finish(staging);
            return said("Restored", report, begun);
        } catch (IOException | DamagedException | RowsNotCopiedException e) {
            throw new BackupException(sentence(e), e);
        }
    }

    /** Goes on where a restore was verified and not yet in its place; false where none was. */
    boolean resume() {
        var staging = new RestoreStaging(data);
        if (!staging.isComplete()) {
            return false;
        }
        try {
            finish(staging);
        } catch (IOException | InterruptedException e) {
            throw new BackupException("the restored hub cannot be put in its place: " + e, e);
        }
        out.println("Restored: what an earlier run had verified is in its place");
        return true;
    }

    private void finish(RestoreStaging staging) throws IOException, InterruptedException {
        staging.moveIntoPlace();
        if (configuration.database() instanceof Database.External) {
            try (var server = DatabaseServer.of(configuration);
                    var pool = server.access().pool(CONNECTIONS)) {
                var load = new DatabaseLoad(pool, DatabaseWiring.MODULES);
                if (load.isUnfinished()) {
                    load.finish();
                }
            }
        }
        staging.remove();
    }

    /** Into a temporary place, with a database of its own, which is removed again. */
    int rehearse(Restore restore) throws InterruptedException {
        var begun = Instant.now();
        var place = data.resolve(".rehearsal");
        try {
            Files.createDirectories(data);
            RestoreStaging.delete(place);
            requireRoom(restore);
            try {
                return said("Rehearsed, and thrown away", embedded(place, restore), begun);
            } finally {
                RestoreStaging.delete(place);
            }
        } catch (IOException | DamagedException | RowsNotCopiedException e) {
            throw new BackupException(sentence(e), e);
        }
    }

    private Restore.Report embedded(Path place, Restore restore)
            throws IOException, InterruptedException {
        // What a stopped restore has left of objects is used again; its rows are not.
        RestoreStaging.delete(place.resolve("postgresql"));
        var options =
                new PostgresOptions(place.resolve("postgresql"), data.resolve("programs"), true);
        try (var postgres = EmbeddedPostgres.start(options);
                var pool = postgres.access().pool(CONNECTIONS)) {
            var report = restore.run(target(pool, place, restore));
            new DatabaseLoad(pool, DatabaseWiring.MODULES).finish();
            return report;
        }
    }

    private Restore.Report external(Path place, Restore restore)
            throws IOException, InterruptedException {
        Files.createDirectories(place);
        try (var server = DatabaseServer.of(configuration);
                var pool = server.access().pool(CONNECTIONS)) {
            var load = new DatabaseLoad(pool, DatabaseWiring.MODULES);
            try {
                return restore.run(target(pool, place, restore));
            } catch (IOException | RuntimeException e) {
                load.abandon();
                throw e;
            }
        }
    }

    private Restore.Target target(HikariDataSource pool, Path place, Restore restore) {
        var objects = place.resolve("objects");
        var archive =
                restore.hasObjects()
                        ? new ArchiveSettings(objects, configuration.node(), 0)
                        : ArchiveWiring.settings(configuration);
        return new Restore.Target(pool, archive, objects, DatabaseWiring::migrate);
    }

    private void requireEmpty(RestoreStaging staging, Restore restore)
            throws IOException, InterruptedException {
        var own = new ObjectPlace.Folder(data.resolve("objects"));
        if (restore.hasObjects() && !ArchiveWiring.settings(configuration).place().equals(own)) {
            throw new BackupException(
                    "objects are restored into a folder: let the configuration name no bucket");
        }
        if (restore.hasObjects() && !staging.isFree("objects")) {
            throw new BackupException(
                    "%s holds objects: a restore needs an empty data folder"
                            .formatted(data.resolve("objects")));
        }
        if (configuration.database() instanceof Database.Embedded) {
            if (!staging.isFree("postgresql")) {
                throw new BackupException(
                        "%s holds a database: a restore needs an empty data folder"
                                .formatted(data.resolve("postgresql")));
            }
            return;
        }
        try (var server = DatabaseServer.of(configuration);
                var pool = server.access().pool(CONNECTIONS)) {
            var load = new DatabaseLoad(pool, DatabaseWiring.MODULES);
            if (!load.isUnfinished() && !load.isEmpty()) {
                throw new BackupException(
                        "the database of database.url holds a hub: a restore needs an empty one");
            }
        }
    }

    private void requireRoom(Restore restore) throws IOException {
        long needed = restore.objectBytes() + HealthWiring.DISK_RESERVE_BYTES;
        long usable = Files.getFileStore(data).getUsableSpace();
        if (usable < needed) {
            throw new BackupException(
                    "%s has %.0f MB free, and %.0f MB are needed"
                            .formatted(data, usable / MEGA, needed / MEGA));
        }
    }

    private static String sentence(Exception failure) {
        return switch (failure) {
            case DamagedException damaged -> "the backup is damaged: " + damaged.getMessage();
            case RowsNotCopiedException rows -> String.valueOf(rows.getMessage());
            default -> "the backup cannot be restored: " + failure;
        };
    }

    private int said(String what, Restore.Report report, Instant begun) {
        out.printf(
                Locale.ROOT,
                "%s: backup %s, %d tables, %d rows, %d objects verified (%.0f MB), %.1f s%n",
                what,
                report.id(),
                report.tables(),
                report.rows(),
                report.objects(),
                report.bytes() / MEGA,
                Duration.between(begun, Instant.now()).toMillis() / 1000.0);
        if (report.absent() > 0) {
            out.printf("%d objects were lost before the backup%n", report.absent());
        }
        return report.absent() == 0 ? DONE : FINDINGS;
    }
}
