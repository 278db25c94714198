// SPDX-License-Identifier: Apache-2.0
package spiders.security.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import spiders.security.Action;
import spiders.security.AuditEvent;
import spiders.security.PatientKey;
import spiders.security.Purpose;
import spiders.security.UserName;
import spiders.security.chain.AnchorKeys;
import spiders.security.chain.AuditCheck;
import spiders.security.chain.AuditDigest;
import spiders.security.chain.AuditReport;
import spiders.security.chain.ChainLink;
import spiders.security.chain.Findings;
import spiders.security.chain.RecordForm;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

class AuditChainTest {

    private static final AuditEvent VIEW =
            AuditEvent.of(new UserName("camille"), Action.VIEW_IMAGES)
                    .about(PatientKey.random())
                    .objects("1.2.3", "où")
                    .purpose(new Purpose.BoardSession(UUID.randomUUID(), UUID.randomUUID()));

    private final HikariDataSource database = TestDatabases.fresh("security");
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final AuditTable audit = new AuditTable(database, "node-1", Clock.systemUTC());
    private final AuditChain chain = new AuditChain(database);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void what_was_recorded_is_tied_to_all_before_it_once() {
        record("1", "2", "3");

        assertThat(chain.append()).isEqualTo(3);
        assertThat(chain.append()).isZero();
        record("4");
        assertThat(new AuditChain(database).append()).isEqualTo(1);
        assertThat(chained(database)).containsExactly("1", "2", "3", "4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE security.audit_chain SET settled = 0",
                "DELETE FROM security.audit_chain",
                "TRUNCATE security.audit_chain"
            })
    void the_database_lets_nobody_rewrite_the_chain(String sql) {
        record("1");
        chain.append();
        var statement = jdbc.sql(sql);

        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(statement::update)
                .withMessageContaining("append-only");
    }

    @Test
    void a_long_transaction_holds_nobody_up_and_its_record_gets_a_later_place() {
        var transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        transaction.executeWithoutResult(_ -> {
            record("long");
            elsewhere(() -> record("quick"));
            assertThat(elsewhere(chain::append)).isEqualTo(1);
            elsewhere(() -> record("quick too"));
            assertThat(elsewhere(chain::append)).isEqualTo(1);
        });

        assertThat(chain.append()).isEqualTo(1);
        assertThat(chained(database)).containsExactly("quick", "quick too", "long");
        record("after");
        chain.append();
        // What "after" says to be settled is above the long one's number: all is known up to there.
        assertThat(
                        jdbc.sql("SELECT settled FROM security.audit_chain ORDER BY position")
                                .query(Long.class)
                                .list())
                .containsExactly(0L, 0L, 0L, 3L);
    }

    @Test
    void an_undone_deed_leaves_a_number_that_nobody_waits_for() {
        var transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        transaction.executeWithoutResult(status -> {
            record("undone");
            status.setRollbackOnly();
        });
        record("1");
        chain.append();
        record("2");
        chain.append();

        assertThat(chained(database)).containsExactly("1", "2");
        assertThat(chain.waiting().count()).isZero();
    }

    @Test
    void what_waits_is_counted_with_the_time_of_the_oldest() {
        var before = Instant.now().minusMillis(1);
        assertThat(chain.waiting().count()).isZero();
        assertThat(chain.waiting().oldest()).isEmpty();
        record("1", "2");

        assertThat(chain.waiting().count()).isEqualTo(2);
        assertThat(chain.waiting().oldest().orElseThrow()).isBetween(before, Instant.now());
    }

    @Test
    void a_row_that_no_hub_can_have_written_is_left_out_and_stops_nothing() {
        record("1");
        jdbc.sql(
                        """
                        INSERT INTO security.audit_event (at, node, who, action, patients, objects,
                            purpose, outcome, detail)
                        SELECT at, node, who, action, patients, ARRAY['x', NULL], purpose, outcome,
                            'forged' FROM security.audit_event
                        """)
                .update();
        record("2");

        assertThat(chain.append()).isEqualTo(2);
        assertThat(chained(database)).containsExactly("1", "2");
    }

    @Test
    void records_of_before_the_chain_are_put_into_it_and_verified() throws Exception {
        var access = TestDatabases.access();
        try (var old = access.pool(4)) {
            Migrations.runTo(old, "security", "6"); // The last without a chain.
            var records = new AuditTable(old, "node-1", Clock.systemUTC());
            int more = 2001; // Than go in one transaction.
            for (int i = 0; i < more; i++) {
                records.record(VIEW.detail("old " + i));
            }
            records.record(VIEW.purpose(new Purpose.Emergency(UUID.randomUUID())).detail("glass"));
            Migrations.run(old, "security");
            records.record(VIEW.detail("new"));
            assertThat(verify(access))
                    .returns(true, AuditReport::isVerified)
                    .returns(more + 2L, AuditReport::waiting);

            assertThat(new AuditChain(old).append()).isEqualTo(more + 2);
            assertThat(chained(old))
                    .hasSize(more + 2)
                    .startsWith("old 0")
                    .endsWith("old 2000", "glass", "new");
            assertThat(verify(access))
                    .returns(true, AuditReport::isVerified)
                    .returns(more + 2L, AuditReport::places)
                    .returns(0L, AuditReport::waiting);
        }
    }

    private static AuditReport verify(DatabaseAccess access) throws IOException {
        var findings = new Findings();
        var check = new AuditCheck("the database", AnchorKeys.none(), List.of(), findings);
        try (var reading = ChainReading.of(access)) {
            reading.tell(reading.all(), "node-1", Clock.systemUTC(), check::take);
        }
        return check.report();
    }

    @Test
    void many_writers_with_undone_deeds_and_two_nodes_make_one_chain_without_loss()
            throws Exception {
        int threads = 8;
        int each = 150;
        var done = new AtomicBoolean();
        var ended = new CountDownLatch(threads);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var chainers = new ArrayList<Callable<Long>>();
            for (int node = 0; node < 2; node++) {
                chainers.add(() -> appendUntil(new AuditChain(database), done));
            }
            var passes = chainers.stream().map(executor::submit).toList();
            var kept = new ArrayList<java.util.concurrent.Future<List<String>>>();
            for (int thread = 0; thread < threads; thread++) {
                int seed = thread;
                kept.add(executor.submit(() -> write(seed, each, ended)));
            }
            ended.await();
            done.set(true);
            long appended = 0;
            for (var pass : passes) {
                appended += pass.get();
            }
            var acknowledged = new ArrayList<String>();
            for (var one : kept) {
                acknowledged.addAll(one.get());
            }
            assertThat(chained(database)).containsExactlyInAnyOrderElementsOf(acknowledged);
            assertThat(appended).isEqualTo(acknowledged.size());
        }
    }

    private List<String> write(int seed, int each, CountDownLatch ended) {
        var random = new Random(seed);
        var kept = new ArrayList<String>();
        var transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        for (int i = 0; i < each; i++) {
            var name = seed + "." + i;
            boolean isUndone = random.nextInt(4) == 0;
            transaction.executeWithoutResult(status -> {
                record(name);
                if (random.nextInt(10) == 0) {
                    pause(random.nextInt(20));
                }
                if (isUndone) {
                    status.setRollbackOnly();
                }
            });
            if (!isUndone) {
                kept.add(name);
            }
        }
        ended.countDown();
        return kept;
    }

    private static long appendUntil(AuditChain one, AtomicBoolean done) {
        long appended = 0;
        boolean isLast;
        do {
            isLast = done.get();
            appended += one.append();
            pause(1);
        } while (!isLast);
        // The other node may have been at it.
        return appended + one.append();
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** On a thread, and so a connection and a transaction, of its own. */
    private static <T> T elsewhere(Callable<T> work) {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            return executor.submit(work).get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void elsewhere(Runnable work) {
        elsewhere(Executors.callable(work));
    }

    private void record(String... details) {
        for (var detail : details) {
            audit.record(VIEW.detail(detail));
        }
    }

    /** What the records say, in the order of the chain, whose digests are computed again. */
    private static List<String> chained(DataSource database) {
        var details = new ArrayList<String>();
        var links = new ArrayList<ChainLink>();
        JdbcClient.create(database)
                .sql(
                        """
                        SELECT c.position, c.settled, c.digest, %s FROM security.audit_chain c
                        LEFT JOIN security.audit_event e ON e.id = c.event_id ORDER BY c.position
                        """
                                .formatted(RecordRows.COLUMNS))
                .query(row -> {
                    var before = links.isEmpty() ? AuditDigest.NONE : links.getLast().digest();
                    var record = RecordRows.read(row);
                    var digest =
                            RecordForm.digest(
                                    before, links.size() + 1, row.getLong("settled"), record);
                    assertThat(row.getLong("position")).isEqualTo(links.size() + 1);
                    assertThat(record.id()).isGreaterThan(row.getLong("settled"));
                    assertThat(AuditDigest.of(row.getBytes("digest"))).isEqualTo(digest);
                    links.add(new ChainLink(links.size() + 1, row.getLong("settled"), 1, digest));
                    details.add(record.deed().detail());
                });
        return details;
    }
}
