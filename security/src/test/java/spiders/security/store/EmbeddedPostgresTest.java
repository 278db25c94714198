// SPDX-License-Identifier: Apache-2.0
package spiders.security.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

class EmbeddedPostgresTest {

    @TempDir private Path folder;

    @Test
    void what_was_written_is_there_after_a_restart() throws InterruptedException {
        try (var postgres = EmbeddedPostgres.start(options())) {
            write(postgres.access(), "kept");
        }
        try (var postgres = EmbeddedPostgres.start(options())) {
            assertThat(postgres.adopted()).isFalse();
            assertThat(read(postgres.access())).isEqualTo("kept");
        }
    }

    @Test
    void it_is_durable_checks_its_pages_and_asks_for_the_password() throws Exception {
        try (var postgres = EmbeddedPostgres.start(options());
                var pool = postgres.access().pool(1)) {
            var sql = JdbcClient.create(pool);
            for (var setting : new String[] {"fsync", "full_page_writes", "data_checksums"}) {
                assertThat(sql.sql("show " + setting).query(String.class).single()).isEqualTo("on");
            }
            var wrong =
                    new DatabaseAccess(postgres.access().url(), postgres.access().user(), "guess");
            assertThatExceptionOfType(SQLException.class).isThrownBy(wrong::connect);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password())))
                    .isEqualTo("rw-------");
        }
    }

    /** In 0.1 the end of the log was searched for a line that stands before its end. */
    @Test
    void a_port_that_was_taken_meanwhile_is_another_next() throws Exception {
        Files.createDirectories(options().data());
        var cluster = PostgresCluster.in(options());
        int free;
        try (var once = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = once.getLocalPort();
        }
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var ports = List.of(taken.getLocalPort(), free).iterator();
            assertThat(cluster.start(ports::next)).isEqualTo(free);
        } finally {
            cluster.stop();
        }
    }

    @Test
    void a_second_hub_on_the_same_folder_is_refused() throws InterruptedException {
        try (var first = EmbeddedPostgres.start(options())) {
            assertThatExceptionOfType(PostgresStartException.class)
                    .isThrownBy(() -> EmbeddedPostgres.start(options()))
                    .withMessageContaining("in use by another running server");
            assertThat(first.adopted()).isFalse();
        }
    }

    @Test
    void when_the_hub_is_killed_the_server_stops_and_nothing_committed_is_lost() throws Exception {
        var hub = startHub();
        var server = serverProcess();
        hub.destroyForcibly().waitFor();
        server.onExit().get(30, TimeUnit.SECONDS);
        try (var postgres = EmbeddedPostgres.start(options())) {
            assertThat(read(postgres.access())).isEqualTo("written by the hub");
        }
    }

    @Test
    void when_both_are_killed_nothing_committed_is_lost() throws Exception {
        var hub = startHub();
        serverProcess().destroyForcibly();
        hub.destroyForcibly().waitFor();
        try (var postgres = EmbeddedPostgres.start(options())) {
            assertThat(read(postgres.access())).isEqualTo("written by the hub");
        }
    }

    @Test
    @Tag("root")
    void where_root_may_have_no_user_namespace_the_server_runs_as_nobody() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        var hub = startHub(pathWithoutNamespaces());
        var server = serverProcess();
        assertThat(Files.getAttribute(Path.of("/proc/" + server.pid()), "unix:uid"))
                .isEqualTo(PostgresPrivileges.NOBODY_ID);
        hub.destroyForcibly().waitFor();
        server.onExit().get(30, TimeUnit.SECONDS);

        var again = startHub(pathWithoutNamespaces());

        try (var pool = runningServer().pool(1)) {
            assertThat(count(pool)).isEqualTo(2);
        } finally {
            var second = serverProcess();
            again.destroyForcibly().waitFor();
            second.onExit().get(30, TimeUnit.SECONDS);
        }
    }

    /** A search path on which {@code unshare} fails, as it does where namespaces are forbidden. */
    private String pathWithoutNamespaces() throws IOException {
        var programs = Files.createDirectories(folder.resolve("forbidden"));
        var unshare = Files.writeString(programs.resolve("unshare"), "#!/bin/sh\nexit 1\n");
        Files.setPosixFilePermissions(unshare, PosixFilePermissions.fromString("rwxr-xr-x"));
        return programs + ":" + System.getenv("PATH");
    }

    private DatabaseAccess runningServer() throws IOException {
        var pidFile = Files.readAllLines(folder.resolve("postgres/cluster/postmaster.pid"));
        var url = "jdbc:postgresql://127.0.0.1:" + pidFile.get(3).strip() + "/";
        var password = Files.readString(password()).strip();
        return new DatabaseAccess(url + EmbeddedPostgres.NAME, EmbeddedPostgres.NAME, password);
    }

    @Test
    void each_fresh_database_has_the_tables_of_its_modules_and_no_rows() {
        try (var first = TestDatabases.fresh("example");
                var second = TestDatabases.fresh("example")) {
            JdbcClient.create(first)
                    .sql("insert into example.note (words) values ('one')")
                    .update();
            assertThat(count(first)).isEqualTo(1);
            assertThat(count(second)).isZero();
        }
    }

    @Test
    void access_prints_itself_without_its_password() {
        assertThat(new DatabaseAccess("jdbc:x", "me", "secret").toString())
                .doesNotContain("secret");
    }

    private PostgresOptions options() {
        var programs = Path.of(System.getProperty("java.io.tmpdir"), "spiders-tests-programs");
        return new PostgresOptions(folder.resolve("postgres"), programs, true);
    }

    private Path password() {
        return folder.resolve("postgres/password");
    }

    private Process startHub() throws IOException {
        return startHub(System.getenv("PATH"));
    }

    private Process startHub(String searchPath) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder =
                new ProcessBuilder(
                                java,
                                "-cp",
                                System.getProperty("java.class.path"),
                                KilledHub.class.getName(),
                                options().data().toString(),
                                options().programs().toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("PATH", searchPath);
        var process = builder.start();
        assertThat(process.inputReader().readLine()).isEqualTo("ready");
        return process;
    }

    private ProcessHandle serverProcess() throws IOException {
        var pid = Files.readAllLines(folder.resolve("postgres/cluster/postmaster.pid")).getFirst();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    static void write(DatabaseAccess access, String words) {
        try (var pool = access.pool(4)) {
            Migrations.run(pool, "example");
            JdbcClient.create(pool)
                    .sql("insert into example.note (words) values (?)")
                    .param(words)
                    .update();
        }
    }

    private static String read(DatabaseAccess access) {
        try (var pool = access.pool(4)) {
            return JdbcClient.create(pool)
                    .sql("select words from example.note")
                    .query(String.class)
                    .single();
        }
    }

    private static long count(javax.sql.DataSource database) {
        return JdbcClient.create(database)
                .sql("select count(*) from example.note")
                .query(Long.class)
                .single();
    }

    /** A process that starts a server, writes a row, says so, and waits to be killed. */
    static final class KilledHub {

        public static void main(String[] arguments) throws InterruptedException {
            var options = new PostgresOptions(Path.of(arguments[0]), Path.of(arguments[1]), true);
            var postgres = EmbeddedPostgres.start(options);
            write(postgres.access(), "written by the hub");
            System.out.println("ready");
            new CountDownLatch(1).await();
        }
    }
}
