// SPDX-License-Identifier: Apache-2.0
package spiders.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.archive.store.VerificationTable;
import spiders.retrieval.store.OperationQueries;
import spiders.security.store.EmbeddedPostgres;
import spiders.security.store.PostgresOptions;
import spiders.security.store.TestDatabases;
import spiders.server.backup.store.BackupRecord;
import spiders.server.backup.store.BackupTable;
import spiders.server.health.store.DatabaseCheckup;
import spiders.testkit.peer.SmallDisk;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Each part is broken for real, and said to be. */
class HealthTest {

    private static final InstantSource CLOCK = Clock.systemUTC();
    private static final int MEGA = 1 << 20;

    @TempDir private Path folder;

    @Test
    void a_database_that_stops_is_down_in_time_and_up_again_after() throws Exception {
        var programs = Path.of(System.getProperty("java.io.tmpdir"), "spiders-test-programs");
        var options = new PostgresOptions(folder.resolve("db"), programs, false);
        var postgres = EmbeddedPostgres.start(options);
        try (var pool = postgres.access().pool(2);
                var health =
                        new Health(
                                List.of(new DatabaseCheckup(pool, Map.of(), CLOCK)),
                                Duration.ofSeconds(2))) {
            assertThat(health.report().level()).isEqualTo(Level.READY);
            postgres.close();
            Thread.sleep(1100);
            long begun = System.nanoTime();
            assertThat(health.report().reasons()).containsExactly(Reason.DATABASE_DOWN);
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void tables_that_are_too_old_and_a_skewed_clock_are_said() throws Exception {
        try (var pool = TestDatabases.fresh("security")) {
            assertThat(new DatabaseCheckup(pool, Map.of("security", "1"), CLOCK).look()).isEmpty();
            assertThat(reasons(new DatabaseCheckup(pool, Map.of("security", "99"), CLOCK)))
                    .containsExactly(Reason.MIGRATIONS_PENDING);
            assertThat(reasons(new DatabaseCheckup(pool, Map.of("archive", "1"), CLOCK)))
                    .containsExactly(Reason.MIGRATIONS_PENDING);
            InstantSource slow = () -> Instant.now().minusSeconds(60);
            assertThat(reasons(new DatabaseCheckup(pool, Map.of(), slow)))
                    .containsExactly(Reason.CLOCK_SKEWED);
        }
    }

    @Test
    @Tag("root")
    void a_disk_that_fills_is_low_and_then_full() throws Exception {
        try (var disk = SmallDisk.mount(folder.resolve("disk"), 20 * 1024)) {
            var checkup = new DiskCheckup(disk.folder(), 4L * MEGA, 10L * MEGA);
            assertThat(checkup.look()).isEmpty();
            Files.write(disk.folder().resolve("a"), new byte[12 * MEGA]);
            assertThat(reasons(checkup)).containsExactly(Reason.DISK_LOW);
            Files.write(disk.folder().resolve("b"), new byte[6 * MEGA]);
            assertThat(reasons(checkup)).containsExactly(Reason.DISK_FULL);
            assertThat(new Report(checkup.look()).level()).isEqualTo(Level.DOWN);
        }
    }

    @Test
    @Tag("root")
    void objects_that_cannot_be_written_are_down() throws Exception {
        try (var disk = SmallDisk.mount(folder.resolve("disk"), 64)) {
            var health =
                    new Health(
                            List.of(new ObjectsCheckup(disk.folder(), "hub")),
                            Duration.ofSeconds(2));
            try (health) {
                assertThat(health.report().level()).isEqualTo(Level.READY);
                fill(disk.folder().resolve("all"));
                Thread.sleep(1100);
                assertThat(health.report().reasons()).containsExactly(Reason.OBJECTS_DOWN);
            }
        }
        assertThat(reasons(new ObjectsCheckup(folder.resolve("nowhere"), "hub")))
                .containsExactly(Reason.OBJECTS_DOWN);
    }

    @Test
    void a_port_that_takes_no_connection_is_closed() throws Exception {
        int port;
        try (var open = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = open.getLocalPort();
            assertThat(new PortCheckup("127.0.0.1", () -> List.of(port)).look()).isEmpty();
        }
        assertThat(reasons(new PortCheckup("127.0.0.1", () -> List.of(port))))
                .containsExactly(Reason.DICOM_CLOSED);
        assertThat(reasons(new PortCheckup("127.0.0.1", List::of)))
                .containsExactly(Reason.DICOM_CLOSED);
    }

    @Test
    void certificates_are_good_near_their_end_and_past_it() throws Exception {
        assertThat(reasons(new Certificates(Map.of("http", certificate("-1d", 90)), CLOCK)))
                .isEmpty();
        assertThat(reasons(new Certificates(Map.of("http", certificate("-1d", 10)), CLOCK)))
                .containsExactly(Reason.CERTIFICATE_EXPIRING);
        assertThat(reasons(new Certificates(Map.of("dicom", certificate("-10d", 5)), CLOCK)))
                .containsExactly(Reason.CERTIFICATE_EXPIRED);
        assertThat(new Report(List.of(new Finding(Reason.CERTIFICATE_EXPIRED, ""))).level())
                .isEqualTo(Level.DEGRADED);
    }

    @Test
    void work_that_is_left_undone_degrades() throws Exception {
        try (var pool = TestDatabases.fresh("security", "archive", "retrieval", "rcp", "server")) {
            var jdbc = JdbcClient.create(pool);
            var backups = new BackupTable(pool);
            var checkup = checkup(pool, backups, CLOCK);
            assertThat(checkup.look()).as("a new hub").isEmpty();
            InstantSource later = () -> Instant.now().plus(Duration.ofDays(8));
            assertThat(reasons(checkup(pool, backups, later))).contains(Reason.BACKUP_OLD);
            var yesterday = later.instant().minus(Duration.ofDays(1));
            backups.add(new BackupRecord("lossy", yesterday, yesterday, 1, 1, 1));
            assertThat(reasons(checkup(pool, backups, later))).contains(Reason.BACKUP_OLD);
            backups.add(new BackupRecord("whole", yesterday, yesterday, 1, 1, 0));
            assertThat(reasons(checkup(pool, backups, later))).isEmpty();

            jdbc.sql(
                            """
                            insert into retrieval.scheduled_tasks
                                (task_name, task_instance, execution_time, picked, version)
                            values ('transfer', 'x', now() - interval '1 hour', false, 1)
                            """)
                    .update();
            silence(jdbc, "angers", "FOUND", "LATE");
            silence(jdbc, "nantes", "FAILED", "NONE");
            jdbc.sql(
                            """
                            insert into archive.verification (reads_bytes, finished_at)
                            values (true, now())
                            """)
                    .update();
            jdbc.sql(
                            """
                            insert into archive.verification_finding
                            select id, 'MISSING', 'f', '' from archive.verification
                            """)
                    .update();
            var found = checkup.look();
            assertThat(found)
                    .extracting(Finding::reason)
                    .containsExactlyInAnyOrder(
                            Reason.JOBS_LATE, Reason.SOURCES_SILENT, Reason.OBJECTS_DAMAGED);
            assertThat(found)
                    .filteredOn(finding -> finding.reason() == Reason.SOURCES_SILENT)
                    .extracting(Finding::detail)
                    .containsExactly("angers");
        }
    }

    @Test
    void a_part_that_never_answers_holds_nobody_up() {
        var stuck = new Stuck();
        try (var health = new Health(List.of(stuck), Duration.ofMillis(300))) {
            assertThat(health.report().reasons()).containsExactly(Reason.JOBS_STOPPED);
        }
    }

    private static final class Stuck implements Checkup {
        @Override
        public List<Finding> look() {
            try {
                Thread.sleep(Duration.ofMinutes(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return List.of();
        }

        @Override
        public Reason otherwise() {
            return Reason.JOBS_STOPPED;
        }
    }

    private static WorkCheckup checkup(
            javax.sql.DataSource pool, BackupTable backups, InstantSource clock) {
        return new WorkCheckup(
                backups,
                new VerificationTable(pool),
                new OperationQueries(pool),
                Duration.ofDays(7),
                clock);
    }

    /** Two searches, with what the source answered to the earlier and to the later one. */
    private static void silence(JdbcClient jdbc, String source, String earlier, String later) {
        answer(jdbc, source, earlier, Instant.now().minusSeconds(600));
        answer(jdbc, source, later, Instant.now().minusSeconds(60));
    }

    private static void answer(JdbcClient jdbc, String source, String outcome, Instant at) {
        var search = UUID.randomUUID();
        jdbc.sql(
                        """
                        insert into retrieval.search
                        values (?, gen_random_uuid(), null, null, 'dr', ?, '{}')
                        """)
                .params(search, at.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("insert into retrieval.search_answer values (?, ?, ?, 5, 0, '', '{}', '')")
                .params(search, source, outcome)
                .update();
    }

    private static List<Reason> reasons(Checkup checkup) {
        return new Report(checkup.look()).reasons();
    }

    private static void fill(Path file) {
        try {
            Files.write(file, new byte[MEGA]);
        } catch (java.io.IOException e) {
            assertThat(e).hasMessageContaining("space");
        }
    }

    /** A self-signed one that began so many days ago. */
    private Path certificate(String start, int days) throws Exception {
        var store = folder.resolve("keys" + start + days);
        keytool(
                "-genkeypair",
                "-alias",
                "a",
                "-keyalg",
                "EC",
                "-dname",
                "CN=hub",
                "-startdate",
                start,
                "-validity",
                String.valueOf(days),
                "-keystore",
                store.toString(),
                "-storepass",
                "fictive");
        var pem = folder.resolve("certificate" + start + days + ".pem");
        keytool(
                "-exportcert",
                "-alias",
                "a",
                "-rfc",
                "-keystore",
                store.toString(),
                "-storepass",
                "fictive",
                "-file",
                pem.toString());
        return pem;
    }

    private static void keytool(String... words) throws Exception {
        var command = new java.util.ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(words));
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertThat(process.waitFor()).isZero();
    }
}
