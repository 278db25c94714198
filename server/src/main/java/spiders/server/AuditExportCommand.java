// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

import spiders.security.Action;
import spiders.security.AuditEvent;
import spiders.security.UserName;
import spiders.security.chain.AuditExport;
import spiders.security.chain.ExportLine;
import spiders.security.store.AuditTable;
import spiders.security.store.ChainReading;
import spiders.security.store.ChainUnreadableException;
import spiders.security.store.DatabaseAccess;
import spiders.server.configuration.Configuration;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;

/** {@code audit export}: the audit as a file that is verified without a database. */
final class AuditExportCommand {

    /** Before all that was recorded. */
    static final Instant BEGINNING = Instant.EPOCH;

    /** After all of it. */
    static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

    private static final int DONE = 0;
    private static final long TELL_EVERY_NANOS = 2_000_000_000L;

    private final Configuration configuration;
    private final PrintStream out;
    private final PrintStream progress;
    private long lastTold = System.nanoTime();
    private long places;
    private long outside;

    AuditExportCommand(Configuration configuration, PrintStream out, PrintStream progress) {
        this.configuration = configuration;
        this.out = out;
        this.progress = progress;
    }

    /** All, or what was recorded from a time to before another. */
    int run(Path file, Instant from, Instant to) throws IOException, InterruptedException {
        try (var server = DatabaseServer.beside(configuration)) {
            record(server.access(), from, to);
            try (var reading = ChainReading.of(server.access())) {
                AuditVerifyCommand.requireChain(reading);
                write(reading, file, from, to);
            }
        } catch (ChainUnreadableException e) {
            throw new HubStartException("the database does not answer: " + e.getMessage(), e);
        }
        out.printf(
                Locale.ROOT,
                "%d records of the chain and %d that wait for their place are in %s%n",
                places,
                outside,
                file);
        return DONE;
    }

    /** Who takes the audit away is in it. */
    private void record(DatabaseAccess access, Instant from, Instant to) {
        var source = new DriverManagerDataSource(access.url(), access.user(), access.password());
        var words = isAll(from, to) ? "export" : "export from %s to %s".formatted(from, to);
        new AuditTable(source, configuration.node(), Clock.systemUTC())
                .record(AuditEvent.of(UserName.SYSTEM, Action.READ_AUDIT).detail(words));
    }

    private static boolean isAll(Instant from, Instant to) {
        return from.equals(BEGINNING) && to.equals(END);
    }

    private void write(ChainReading reading, Path file, Instant from, Instant to)
            throws IOException {
        var range = isAll(from, to) ? reading.all() : reading.between(from, to);
        try (var export = AuditExport.create(file)) {
            reading.tell(
                    range,
                    configuration.node(),
                    Clock.systemUTC(),
                    line -> {
                        export.write(line);
                        count(line);
                    });
        }
    }

    private void count(ExportLine line) {
        switch (line) {
            case ExportLine.Place _ -> places++;
            case ExportLine.Waiting _, ExportLine.Stray _ -> outside++;
            case ExportLine.Head _, ExportLine.Anchored _, ExportLine.End _ -> {}
        }
        long now = System.nanoTime();
        if (now - lastTold >= TELL_EVERY_NANOS) {
            lastTold = now;
            progress.printf(Locale.ROOT, "%d records%n", places);
        }
    }
}
