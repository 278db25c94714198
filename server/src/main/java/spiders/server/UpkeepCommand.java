// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import com.zaxxer.hikari.HikariDataSource;

import spiders.archive.upkeep.IndexRebuild;
import spiders.archive.upkeep.UpkeepListener;
import spiders.archive.upkeep.UpkeepReport;
import spiders.archive.upkeep.Verification;
import spiders.security.store.PostgresStartException;
import spiders.server.configuration.Configuration;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;

/** {@code archive rebuild} and {@code archive verify}: what an administrator runs, and reads. */
final class UpkeepCommand {

    private static final int CLEAN = 0;
    private static final int FINDINGS = 1;
    private static final int CONNECTIONS = 4;
    private static final long TELL_EVERY_NANOS = 2_000_000_000L;
    private static final double MEGA = 1e6;

    private final Configuration configuration;
    private final PrintStream out;
    private final PrintStream progress;

    UpkeepCommand(Configuration configuration, PrintStream out, PrintStream progress) {
        this.configuration = configuration;
        this.out = out;
        this.progress = progress;
    }

    /** What runs against an index. */
    private interface Run {
        UpkeepReport with(HikariDataSource database) throws IOException;
    }

    /** Indexes what is in the files and not in the index; 0 when nothing is left to look into. */
    int rebuild() throws InterruptedException {
        var settings = ArchiveWiring.settings(configuration);
        int code = run(database -> new IndexRebuild(settings, database).run(told("shelves")));
        if (code == CLEAN) {
            out.println("The index names every object of the archive.");
        }
        return code;
    }

    /** Holds every file against the index; 0 when all are as they were stored. */
    int verify(Verification.Depth depth) throws InterruptedException {
        var settings = ArchiveWiring.settings(configuration);
        int code =
                run(database -> {
                    try (var check = new Verification(settings, database)) {
                        return check.run(depth, told("objects"));
                    }
                });
        if (code == CLEAN) {
            out.println("Every object is as it was stored, and every file is indexed.");
        }
        return code;
    }

    private int run(Run run) throws InterruptedException {
        try (var server = DatabaseServer.of(configuration);
                var database = server.access().pool(CONNECTIONS)) {
            DatabaseWiring.migrate(database);
            var report = run.with(database);
            print(report);
            return report.isClean() ? CLEAN : FINDINGS;
        } catch (IOException e) {
            throw new HubStartException("the archive cannot be read: " + e.getMessage(), e);
        } catch (PostgresStartException e) {
            throw new HubStartException(
                    "%s. A hub with a database of its own must be stopped for this"
                            .formatted(e.getMessage()),
                    e);
        }
    }

    private UpkeepListener told(String what) {
        var last = new long[] {System.nanoTime()};
        return (done, all) -> {
            long now = System.nanoTime();
            if (now - last[0] >= TELL_EVERY_NANOS) {
                last[0] = now;
                progress.printf(Locale.ROOT, "%d of %d %s%n", done, all, what);
            }
        };
    }

    private void print(UpkeepReport report) {
        report.findings()
                .forEach(finding ->
                        out.printf(
                                Locale.ROOT,
                                "%s %s: %s%n",
                                finding.kind(),
                                finding.file(),
                                finding.detail()));
        long found = report.counts().values().stream().mapToLong(Long::longValue).sum();
        if (found > report.findings().size()) {
            out.printf("... and %d more%n", found - report.findings().size());
        }
        out.printf(
                Locale.ROOT,
                "%d files looked at, %.0f MB read, %d indexed, findings: %s%n",
                report.files(),
                report.bytes() / MEGA,
                report.indexed(),
                report.counts().isEmpty() ? "none" : report.counts());
        if (report.skipped() > 0) {
            out.printf(
                    "%d shelves are being filled by a running archive, and were left out%n",
                    report.skipped());
        }
    }
}
