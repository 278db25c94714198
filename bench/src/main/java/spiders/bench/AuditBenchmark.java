// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import spiders.bench.store.SyntheticAudit;
import spiders.security.Action;
import spiders.security.AuditEvent;
import spiders.security.PatientKey;
import spiders.security.Purpose;
import spiders.security.UserName;
import spiders.security.chain.AnchorKeys;
import spiders.security.chain.AuditCheck;
import spiders.security.chain.AuditExport;
import spiders.security.chain.AuditReport;
import spiders.security.chain.Findings;
import spiders.security.store.AuditChain;
import spiders.security.store.AuditTable;
import spiders.security.store.ChainReading;
import spiders.security.store.DatabaseAccess;
import spiders.security.store.EmbeddedPostgres;
import spiders.security.store.Migrations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * What a record of the audit costs whoever is served, and how fast records are chained and
 * verified, on an embedded PostgreSQL that syncs every commit.
 */
final class AuditBenchmark {

    private static final int THREADS = 8;
    private static final int WARM_UP = 200;
    private static final int RECORDS_PER_COUNT = 500;

    private static final AuditEvent SEARCH =
            AuditEvent.of(new UserName("clinician1"), Action.QUERY_ARCHIVE)
                    .about(PatientKey.random())
                    .objects("2.25.12345678", "studies")
                    .purpose(new Purpose.BoardSession(UUID.randomUUID(), UUID.randomUUID()))
                    .detail("12 studies");

    private final Workload workload;
    private final Path folder;

    AuditBenchmark(Workload workload, Path folder) {
        this.workload = workload;
        this.folder = folder;
    }

    /** Runs a piece of work, and does not mind what it throws. */
    private interface Work {
        void run() throws IOException;
    }

    void run() throws IOException, InterruptedException {
        Markdown.machine();
        try (var postgres = EmbeddedPostgres.start(folder.resolve("postgresql"));
                var pool = postgres.access().pool(THREADS + 2)) {
            Migrations.run(pool, "security");
            insert(pool);
            chainAndVerify(postgres.access(), pool);
        }
    }

    private void insert(HikariDataSource pool) throws InterruptedException {
        var audit = new AuditTable(pool, "hub", Clock.systemUTC());
        var transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
        int count = workload.count();
        var rows = new ArrayList<List<String>>();
        rows.add(row("one record, committed by itself", times(count, () -> audit.record(SEARCH))));
        var within = new double[count];
        transaction.executeWithoutResult(_ -> {
            var micros = times(count, () -> audit.record(SEARCH));
            System.arraycopy(micros, 0, within, 0, count);
        });
        rows.add(row("one record, in a transaction that commits anyway", within));
        Markdown.table(List.of("insert", "p50 µs", "p95 µs"), rows);
        side(audit, count);
    }

    private static double[] times(int count, Runnable work) {
        for (int i = 0; i < WARM_UP; i++) {
            work.run();
        }
        var micros = new double[count];
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime();
            work.run();
            micros[i] = (System.nanoTime() - start) / 1e3;
        }
        return micros;
    }

    private static List<String> row(String name, double[] micros) {
        var sorted = micros.clone();
        Arrays.sort(sorted);
        return List.of(
                name, number(sorted[sorted.length / 2]), number(sorted[sorted.length * 95 / 100]));
    }

    private static void side(AuditTable audit, int count) throws InterruptedException {
        long start = System.nanoTime();
        var threads = new ArrayList<Thread>();
        for (int thread = 0; thread < THREADS; thread++) {
            threads.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                for (int i = 0; i < count / THREADS; i++) {
                                    audit.record(SEARCH);
                                }
                            }));
        }
        for (var thread : threads) {
            thread.join();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        Markdown.say(
                "%d threads at once: %s records/s, each committed by itself"
                        .formatted(THREADS, number(count / THREADS * THREADS / seconds)));
    }

    private void chainAndVerify(DatabaseAccess access, HikariDataSource pool) throws IOException {
        var synthetic = new SyntheticAudit(pool);
        long records = (long) workload.count() * RECORDS_PER_COUNT;
        synthetic.fill(records);
        Markdown.say("%d records added, load %s".formatted(records, Markdown.load()));
        var rows = new ArrayList<List<String>>();
        var chained = new long[1];
        double seconds = seconds(() -> chained[0] = new AuditChain(pool).append());
        rows.add(rate("chaining", chained[0], seconds));

        var export = folder.resolve("audit.jsonl");
        rows.add(rate("verifying the database", chained[0], seconds(() -> verified(access))));
        rows.add(rate("exporting", chained[0], seconds(() -> export(access, export))));
        rows.add(rate("verifying the export", chained[0], seconds(() -> verified(export))));
        Markdown.table(List.of("work", "records", "s", "records/s"), rows);
        Markdown.say(
                "The export has %s bytes a record; heap of at most %d MB"
                        .formatted(
                                number((double) Files.size(export) / chained[0]),
                                Runtime.getRuntime().maxMemory() >> 20));
        Markdown.table(List.of("relation", "kind", "bytes a record"), synthetic.bytesPerRecord());
    }

    private static void verified(DatabaseAccess access) {
        var check = check("the database");
        try (var reading = ChainReading.of(access)) {
            reading.tell(reading.all(), "hub", Clock.systemUTC(), check::take);
        }
        require(check.report());
    }

    private static void export(DatabaseAccess access, Path file) throws IOException {
        try (var reading = ChainReading.of(access);
                var export = AuditExport.create(file)) {
            reading.tell(reading.all(), "hub", Clock.systemUTC(), export::write);
        }
    }

    private static void verified(Path export) throws IOException {
        var check = check("the export");
        AuditExport.read(export, check, _ -> {});
        require(check.report());
    }

    private static AuditCheck check(String place) {
        return new AuditCheck(place, AnchorKeys.none(), List.of(), new Findings());
    }

    private static void require(AuditReport report) {
        if (!report.isVerified()) {
            throw new IllegalStateException("Not verified: " + report.findings().first());
        }
    }

    private static double seconds(Work work) throws IOException {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static List<String> rate(String name, long records, double seconds) {
        return List.of(
                name,
                String.valueOf(records),
                String.format(Locale.ROOT, "%.1f", seconds),
                number(records / seconds));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }
}
