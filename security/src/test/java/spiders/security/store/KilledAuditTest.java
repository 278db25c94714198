// SPDX-License-Identifier: Apache-2.0
package spiders.security.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.security.chain.AnchorCheck;
import spiders.security.chain.AnchorFile;
import spiders.security.chain.AnchorFollower;
import spiders.security.chain.AnchorKey;
import spiders.security.chain.AnchorLines;
import spiders.security.chain.AuditCheck;
import spiders.security.chain.AuditReport;
import spiders.security.chain.Findings;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * kill -9 of a process that records while it chains and anchors, and every other time of its
 * database too: four rounds, and more by {@code -Dkilled.rounds}. {@code -Dkilled.seed} plays a
 * run's moments again.
 */
class KilledAuditTest {

    private static final long SEED = Long.getLong("killed.seed", 20261122);
    private static final int ROUNDS = Integer.getInteger("killed.rounds", 4);

    @TempDir private Path folder;
    private final Set<String> acknowledged = new HashSet<>();

    @Test
    void the_chain_verifies_and_no_acknowledged_deed_lacks_its_record() throws Exception {
        AnchorKey.create(folder.resolve("audit.key"));
        var random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            actUntilKilled(100 + random.nextInt(400), random.nextInt(20), round % 2 == 1);
            assertWhole(round);
        }
        assertThat(acknowledged).hasSizeGreaterThan(ROUNDS * 100);
    }

    private void actUntilKilled(int deeds, int millis, boolean isDatabaseToo) throws Exception {
        var child =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                AuditWriter.class.getName(),
                                folder.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (var out = child.inputReader(StandardCharsets.UTF_8)) {
            take(out, deeds);
            Thread.sleep(millis);
            if (isDatabaseToo) {
                killDatabase();
            }
            child.toHandle().destroyForcibly(); // Which leaves what it has printed.
            child.waitFor();
            take(out, Integer.MAX_VALUE);
        } finally {
            child.destroyForcibly();
        }
    }

    /** What was printed before the end was acknowledged. */
    private void take(BufferedReader out, int most) throws IOException {
        int taken = 0;
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            if (line.matches("DONE .{36}")) {
                acknowledged.add(line.substring(5));
                taken++;
            }
            if (taken >= most) {
                return;
            }
        }
    }

    /** All its processes, with no word to any of them. */
    private void killDatabase() throws Exception {
        var pid = Files.readAllLines(folder.resolve("postgres/cluster/postmaster.pid")).getFirst();
        var postmaster = ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
        var all = List.copyOf(postmaster.descendants().toList());
        postmaster.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        postmaster.onExit().get();
        for (var one : all) {
            one.onExit().get();
        }
    }

    private void assertWhole(int round) throws Exception {
        try (var postgres = EmbeddedPostgres.start(folder.resolve("postgres"));
                var database = postgres.access().pool(4)) {
            var jdbc = JdbcClient.create(database);
            var deeds = Set.copyOf(jdbc.sql("SELECT name FROM deed").query(String.class).set());
            var records =
                    jdbc.sql("SELECT detail FROM security.audit_event").query(String.class).list();
            assertThat(deeds).as("seed %d, round %d", SEED, round).containsAll(acknowledged);
            assertThat(records)
                    .as("seed %d, round %d", SEED, round)
                    .containsExactlyInAnyOrderElementsOf(deeds);

            var before = verify(postgres.access());
            assertThat(before.findings().first()).as("round %d", round).isEmpty();
            new AuditChain(database).append();
            var after = verify(postgres.access());
            assertThat(after.findings().first()).as("round %d", round).isEmpty();
            assertThat(after.places()).isEqualTo(before.places() + before.waiting());
            assertThat(after.places()).isEqualTo(records.size());
            assertThat(after.waiting()).isZero();
            assertThat(after.lastAnchor()).isPresent();
        }
    }

    private AuditReport verify(DatabaseAccess access) throws Exception {
        var findings = new Findings();
        var keys = AnchorKey.read(folder.resolve("audit.key")).publicKeys();
        try (var reading = ChainReading.of(access);
                var lines = new AnchorLines(new AnchorFile(folder, "node").path(), findings)) {
            var file = new AnchorCheck("the file", keys, false, findings);
            var check =
                    new AuditCheck(
                            "the database",
                            keys,
                            List.of(new AnchorFollower(lines, file)),
                            findings);
            reading.tell(reading.all(), "node", Clock.systemUTC(), check::take);
            return check.report();
        }
    }
}
