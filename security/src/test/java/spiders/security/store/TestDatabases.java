// SPDX-License-Identifier: Apache-2.0
package spiders.security.store;

import com.zaxxer.hikari.HikariDataSource;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Fresh databases for tests, on one PostgreSQL server that all tests of this process share.
 *
 * <p>The server starts at the first call, keeps its commits in memory, and is thrown away with the
 * process. A database may be left as it is after a test.
 */
public final class TestDatabases {

    private static final int CONNECTIONS = 12;
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Map<List<String>, String> TEMPLATES = new HashMap<>();
    private static @Nullable EmbeddedPostgres server;

    private TestDatabases() {}

    /** A pool on a new database with the tables of these modules, such as {@code "archive"}. */
    public static synchronized HikariDataSource fresh(String... modules) {
        return access(modules).pool(CONNECTIONS);
    }

    /** A new database with the tables of these modules, for whoever opens the pool itself. */
    public static synchronized DatabaseAccess access(String... modules) {
        try {
            var postgres = server();
            var tables = List.of(modules);
            if (tables.isEmpty()) {
                return postgres.access().database(create("template1"));
            }
            if (!TEMPLATES.containsKey(tables)) {
                TEMPLATES.put(tables, template(tables));
            }
            return postgres.access().database(create(TEMPLATES.get(tables)));
        } catch (SQLException e) {
            throw new IllegalStateException("No database for the test", e);
        }
    }

    private static String template(List<String> modules) throws SQLException {
        var name = create("template1");
        try (var pool = server().access().database(name).pool(4)) {
            modules.forEach(module -> Migrations.run(pool, module));
        }
        return name;
    }

    private static String create(String template) throws SQLException {
        var name = "test" + COUNT.incrementAndGet();
        try (var connection = server().access().connect();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name + " template " + template);
        }
        return name;
    }

    private static EmbeddedPostgres server() {
        if (server == null) {
            try {
                server = start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while PostgreSQL started", e);
            }
        }
        return server;
    }

    private static EmbeddedPostgres start() throws IOException, InterruptedException {
        var machine = Path.of(System.getProperty("java.io.tmpdir"));
        var user = System.getProperty("user.name");
        var folder = machine.resolve("spiders-tests-" + user);
        Files.createDirectories(folder);
        deleteAbandoned(folder);
        var data = folder.resolve("postgres-" + ProcessHandle.current().pid());
        Folders.delete(data);
        var postgres = EmbeddedPostgres.start(new PostgresOptions(data, folder, false));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> throwAway(postgres, data)));
        return postgres;
    }

    private static void throwAway(EmbeddedPostgres postgres, Path data) {
        postgres.close();
        try {
            Folders.delete(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes what killed test processes have left; one process of several at a time. */
    private static void deleteAbandoned(Path folder) throws IOException {
        try (var one =
                        FileChannel.open(
                                folder.resolve("lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                var files = Files.list(folder)) {
            one.lock();
            for (var file :
                    files.filter(Files::exists).filter(TestDatabases::isAbandoned).toList()) {
                Folders.delete(file);
            }
        }
    }

    private static boolean isAbandoned(Path file) {
        var name = file.getFileName().toString();
        return name.matches("postgres-\\d+")
                && ProcessHandle.of(Long.parseLong(name.substring(9))).isEmpty();
    }
}
