// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import spiders.server.backup.Backup;
import spiders.server.backup.BackupException;
import spiders.server.backup.BackupFolder;
import spiders.server.backup.BackupKey;
import spiders.server.backup.DamagedException;
import spiders.server.backup.store.BackupRecord;
import spiders.server.backup.store.BackupTable;
import spiders.server.backup.store.RowsNotCopiedException;
import spiders.server.configuration.Configuration;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** {@code backup}: everything a hub holds, copied encrypted while the hub goes on working. */
final class BackupCommand {

    private static final int DONE = 0;
    private static final int FINDINGS = 1;
    private static final double MEGA = 1e6;

    private final Configuration configuration;
    private final PrintStream out;
    private final Backup.Progress progress;

    BackupCommand(Configuration configuration, PrintStream out, Backup.Progress progress) {
        this.configuration = configuration;
        this.out = out;
        this.progress = progress;
    }

    /** Backs up; 0 when the backup holds all and was read back. */
    int run(Path to, BackupKey key, boolean copiesObjects) throws InterruptedException {
        var begun = Instant.now();
        try (var folder = BackupFolder.toWrite(to, key);
                var database = DatabaseServer.beside(configuration)) {
            var hub =
                    new Backup.Hub(
                            DatabaseWiring.MODULES,
                            ArchiveWiring.settings(configuration),
                            copiesObjects,
                            Version.TEXT);
            var report = new Backup(folder, hub, progress).run(database.access());
            BackupTable.of(database.access()).ifPresent(table -> table.add(record(report, begun)));
            return said(report, Duration.between(begun, Instant.now()));
        } catch (IOException e) {
            throw new BackupException(sentence(e, to), e);
        } catch (DamagedException | RowsNotCopiedException e) {
            throw new BackupException(String.valueOf(e.getMessage()), e);
        }
    }

    private static BackupRecord record(Backup.Report report, Instant begun) {
        return new BackupRecord(
                report.id(),
                begun,
                Instant.now(),
                report.rows(),
                report.objects(),
                report.absent().size());
    }

    private static String sentence(IOException failure, Path to) {
        return String.valueOf(failure.getMessage()).contains("No space left on device")
                ? "no room is left in %s; what is there stays usable".formatted(to)
                : "the backup cannot be written: " + failure;
    }

    private int said(Backup.Report report, Duration took) {
        out.printf(
                Locale.ROOT,
                "Backup %s: %d tables, %d rows, %d objects (%d new, %.0f MB), read back, %.1f s%n",
                report.id(),
                report.tables(),
                report.rows(),
                report.objects(),
                report.newObjects(),
                report.newBytes() / MEGA,
                took.toMillis() / 1000.0);
        report.absent().forEach(line -> out.println("ABSENT " + line));
        return report.absent().isEmpty() ? DONE : FINDINGS;
    }
}
