// SPDX-License-Identifier: Apache-2.0
package spiders.security.store;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import spiders.security.Action;
import spiders.security.AuditEvent;
import spiders.security.PatientKey;
import spiders.security.Purpose;
import spiders.security.SignedAnchoring;
import spiders.security.TestClock;
import spiders.security.UserName;
import spiders.security.chain.AnchorCheck;
import spiders.security.chain.AnchorFile;
import spiders.security.chain.AnchorFollower;
import spiders.security.chain.AnchorKey;
import spiders.security.chain.AnchorKeys;
import spiders.security.chain.AnchorLines;
import spiders.security.chain.AuditCheck;
import spiders.security.chain.AuditExport;
import spiders.security.chain.AuditReport;
import spiders.security.chain.Findings;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** An audit with chain and anchors, to be tampered with and verified. */
final class AuditCase implements AutoCloseable {

    /** An anchor is made after so many records. */
    static final int PER_ANCHOR = 5;

    private static final AuditEvent VIEW =
            AuditEvent.of(new UserName("camille"), Action.VIEW_IMAGES)
                    .about(PatientKey.random())
                    .objects("1.2.3", "a \"b\" \\ é\u2028")
                    .purpose(new Purpose.BoardSession(UUID.randomUUID(), UUID.randomUUID()));

    final DatabaseAccess access = TestDatabases.access("security");
    final HikariDataSource database = access.pool(4);
    final JdbcClient jdbc = JdbcClient.create(database);
    final TestClock clock = new TestClock(Instant.parse("2026-11-22T08:00:00.123456Z"));
    final AuditChain chain = new AuditChain(database);
    final AnchorKey key;
    final AnchorFile file;
    private final AuditTable audit = new AuditTable(database, "node-1", clock);
    private final SignedAnchoring anchoring;

    /** Of a folder for the key and the file of anchors. */
    AuditCase(Path folder) {
        key = AnchorKey.create(folder.resolve("audit.key"));
        file = new AnchorFile(folder, "node-1");
        var plan = new AuditAnchors.Plan(Duration.ofDays(400), PER_ANCHOR);
        anchoring =
                new SignedAnchoring(new AuditAnchors(database, key, "node-1", plan, clock), file);
    }

    /** Records, chains and anchors so many, by passes of five. */
    void record(int records) {
        for (int i = 0; i < records; i++) {
            audit.record(VIEW.detail("line " + i));
            clock.pass(Duration.ofSeconds(7));
            if (i % 5 == 4) {
                chain.append();
                anchoring.run();
            }
        }
        chain.append();
        anchoring.run();
    }

    /** Draws an id that no record gets. */
    void undo() {
        var transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        transaction.executeWithoutResult(status -> {
            audit.record(VIEW);
            status.setRollbackOnly();
        });
    }

    /** As who has all rights on the database, whose triggers are put aside. */
    void tamper(String... statements) {
        for (var sql : statements) {
            jdbc.sql("SET session_replication_role = replica; %s; RESET ALL".formatted(sql))
                    .update();
        }
    }

    /** The database, with the anchors of these files, by our key. */
    AuditReport verify(Path... files) throws IOException {
        return verify(key.publicKeys(), files);
    }

    AuditReport verify(AnchorKeys keys, Path... files) throws IOException {
        var findings = new Findings();
        var check =
                new AuditCheck("the database", keys, elsewhere(keys, findings, files), findings);
        try (var reading = ChainReading.of(access)) {
            reading.tell(reading.all(), "node-1", Clock.systemUTC(), check::take);
        }
        return check.report();
    }

    /** Exports what is there, all of it. */
    Path export(Path to) throws IOException {
        try (var reading = ChainReading.of(access);
                var export = AuditExport.create(to)) {
            reading.tell(reading.all(), "node-1", clock, export::write);
        }
        return to;
    }

    static AuditReport verifyExport(Path export, AnchorKeys keys, Path... files)
            throws IOException {
        var findings = new Findings();
        var check = new AuditCheck("the export", keys, elsewhere(keys, findings, files), findings);
        AuditExport.read(export, check, _ -> {});
        return check.report();
    }

    @Override
    public void close() {
        database.close();
    }

    private static List<AnchorFollower> elsewhere(AnchorKeys keys, Findings findings, Path... files)
            throws IOException {
        var followers = new ArrayList<AnchorFollower>();
        for (var file : files) {
            followers.add(
                    new AnchorFollower(
                            new AnchorLines(file, findings),
                            new AnchorCheck("the file", keys, false, findings)));
        }
        return followers;
    }
}
