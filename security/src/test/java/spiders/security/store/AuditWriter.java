// SPDX-License-Identifier: Apache-2.0
package spiders.security.store;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import spiders.security.Action;
import spiders.security.AuditEvent;
import spiders.security.SignedAnchoring;
import spiders.security.UserName;
import spiders.security.chain.AnchorFile;
import spiders.security.chain.AnchorKey;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

import javax.sql.DataSource;

/**
 * A process of its own, for the test that kills it: deeds with their records, on four threads,
 * which are chained and anchored meanwhile. Each deed is printed once it is committed.
 */
final class AuditWriter {

    private static final int THREADS = 4;

    private AuditWriter() {}

    /** Runs until it is killed, in a folder with {@code audit.key}. */
    public static void main(String... arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        var postgres = EmbeddedPostgres.start(folder.resolve("postgres"));
        var database = postgres.access().pool(8);
        Migrations.run(database, "security");
        JdbcClient.create(database)
                .sql("CREATE TABLE IF NOT EXISTS deed (name text PRIMARY KEY)")
                .update();
        for (int i = 0; i < THREADS; i++) {
            Thread.ofVirtual().start(() -> act(database));
        }
        var chain = new AuditChain(database);
        var anchors =
                new AuditAnchors(
                        database,
                        AnchorKey.read(folder.resolve("audit.key")),
                        "node",
                        new AuditAnchors.Plan(Duration.ofDays(1), 50),
                        Clock.systemUTC());
        var anchoring = new SignedAnchoring(anchors, new AnchorFile(folder, "node"));
        while (true) {
            chain.append();
            anchoring.run();
            Thread.sleep(2);
        }
    }

    private static void act(DataSource database) {
        var audit = new AuditTable(database, "node", Clock.systemUTC());
        var transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        var jdbc = JdbcClient.create(database);
        while (true) {
            var name = UUID.randomUUID().toString();
            transaction.executeWithoutResult(_ -> {
                jdbc.sql("INSERT INTO deed VALUES (?)").param(name).update();
                audit.record(
                        AuditEvent.of(new UserName("camille"), Action.CHANGE_CASE).detail(name));
            });
            System.out.println("DONE " + name);
        }
    }
}
