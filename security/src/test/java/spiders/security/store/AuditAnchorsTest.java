// SPDX-License-Identifier: Apache-2.0
package spiders.security.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.security.Action;
import spiders.security.Anchoring.Trouble;
import spiders.security.AuditEvent;
import spiders.security.SignedAnchoring;
import spiders.security.TestClock;
import spiders.security.UserName;
import spiders.security.chain.AnchorFile;
import spiders.security.chain.AnchorKey;
import spiders.security.chain.AnchorKeys.Judgement;
import spiders.security.chain.SignedAnchor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

class AuditAnchorsTest {

    private static final AuditAnchors.Plan PLAN = new AuditAnchors.Plan(Duration.ofDays(1), 10);

    @TempDir private Path folder;
    private final HikariDataSource database = TestDatabases.fresh("security");
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final TestClock clock = new TestClock(Instant.parse("2026-11-22T08:00:00Z"));
    private final AuditTable audit = new AuditTable(database, "node-1", clock);
    private final AuditChain chain = new AuditChain(database);
    private AnchorKey key;
    private AuditAnchors anchors;
    private AnchorFile file;
    private SignedAnchoring anchoring;

    @BeforeEach
    void makeKey() {
        key = AnchorKey.create(folder.resolve("audit.key"));
        anchors = new AuditAnchors(database, key, "node-1", PLAN, clock);
        file = new AnchorFile(folder.resolve("elsewhere"), "node-1");
        anchoring = new SignedAnchoring(anchors, file);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void an_anchor_is_due_with_the_first_record_after_a_day_or_after_so_many() {
        assertThat(anchors.makeIfDue()).isEmpty();
        chain(3);
        assertThat(position(anchors.makeIfDue().orElseThrow())).isEqualTo(3);
        chain(9);
        assertThat(anchors.makeIfDue()).isEmpty();
        chain(1);
        assertThat(position(anchors.makeIfDue().orElseThrow())).isEqualTo(13);
        chain(1);
        clock.pass(Duration.ofHours(23));
        assertThat(anchors.makeIfDue()).isEmpty();
        clock.pass(Duration.ofHours(1));
        var last = anchors.makeIfDue().orElseThrow();
        clock.pass(Duration.ofDays(2));
        assertThat(anchors.makeIfDue()).as("nothing new").isEmpty();

        assertThat(last.anchor().count()).isEqualTo(1);
        assertThat(last.anchor().before()).isEqualTo(13);
        assertThat(last.anchor().at()).isEqualTo(Instant.parse("2026-11-23T08:00:00Z"));
        assertThat(key.publicKeys().judge(last)).isEqualTo(Judgement.GOOD);
        assertThat(anchors.table().last()).contains(last);
        assertThat(anchors.table().after(3, 100)).hasSize(2).endsWith(last);
    }

    @Test
    void the_database_lets_nobody_rewrite_them() {
        chain(1);
        anchors.makeIfDue();
        for (var sql :
                List.of(
                        "UPDATE security.audit_anchor SET node = 'x'",
                        "DELETE FROM security.audit_anchor",
                        "TRUNCATE security.audit_anchor")) {
            assertThatExceptionOfType(DataAccessException.class)
                    .isThrownBy(() -> jdbc.sql(sql).update())
                    .withMessageContaining("append-only");
        }
    }

    @Test
    void two_nodes_make_one_row_of_anchors_and_each_writes_all_of_them() throws Exception {
        var second = new AuditAnchors(database, key, "node-2", PLAN, clock);
        var file2 = new AnchorFile(folder.resolve("elsewhere"), "node-2");
        var anchoring2 = new SignedAnchoring(second, file2);
        chain(1);
        anchoring.run();
        chain(10);
        anchoring2.run();
        anchoring.run();

        assertThat(Files.readAllLines(file.path())).hasSize(2);
        assertThat(Files.readAllLines(file2.path())).isEqualTo(Files.readAllLines(file.path()));
        assertThat(anchors.table().after(0, 10))
                .extracting(signed -> signed.anchor().node())
                .containsExactly("node-1", "node-2");
    }

    @Test
    void a_folder_that_is_away_is_told_and_made_good_later() throws Exception {
        var blocked = Files.writeString(folder.resolve("elsewhere"), "no folder");
        chain(1);
        anchoring.run();
        assertThat(anchoring.trouble()).isInstanceOf(Trouble.Unwritten.class);
        assertThat(anchors.table().last()).as("it is in the database all the same").isPresent();

        Files.delete(blocked);
        anchoring.run();
        assertThat(anchoring.trouble()).isEqualTo(new Trouble.None());
        assertThat(file.last()).isEqualTo(anchors.table().last());
    }

    @Test
    void a_chain_that_was_rewritten_or_cut_is_not_anchored_again() {
        chain(20);
        anchoring.run();
        tampered("UPDATE security.audit_chain SET digest = sha256('x') WHERE position = 20");
        chain(10);
        anchoring.run();
        assertThat(anchoring.trouble())
                .isInstanceOfSatisfying(
                        Trouble.Broken.class,
                        broken -> assertThat(broken.why()).contains("has another digest there"));

        tampered("DELETE FROM security.audit_chain WHERE position > 15");
        assertThatExceptionOfType(ChainBrokenException.class)
                .isThrownBy(anchors::makeIfDue)
                .withMessageContaining("ends before it")
                .satisfies(broken -> assertThat(broken.position()).isEqualTo(20));
    }

    @Test
    void a_file_that_knows_more_than_the_database_is_told() throws Exception {
        chain(20);
        anchoring.run();
        var before = Files.readString(file.path());
        tampered(
                "DELETE FROM security.audit_anchor",
                "DELETE FROM security.audit_chain WHERE position > 15",
                "DELETE FROM security.audit_event WHERE id > 15");
        anchoring.run();

        assertThat(anchoring.trouble())
                .isInstanceOfSatisfying(
                        Trouble.Broken.class,
                        broken ->
                                assertThat(broken.why())
                                        .contains("position 20 that the database does not have"));
        assertThat(Files.readString(file.path())).isEqualTo(before);
    }

    private static long position(SignedAnchor signed) {
        return signed.anchor().position();
    }

    private void chain(int records) {
        for (int i = 0; i < records; i++) {
            audit.record(AuditEvent.of(new UserName("camille"), Action.SIGN_IN));
        }
        assertThat(chain.append()).isEqualTo(records);
    }

    /** As who has all rights on the database. */
    private void tampered(String... statements) {
        for (var sql : statements) {
            jdbc.sql("SET session_replication_role = replica; %s; RESET ALL".formatted(sql))
                    .update();
        }
    }
}
