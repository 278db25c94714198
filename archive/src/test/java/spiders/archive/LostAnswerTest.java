// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import spiders.archive.upkeep.Finding;
import spiders.archive.upkeep.Verification;
import spiders.security.store.TestDatabases;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

/**
 * Commits that come through and whose answer is lost. In 0.1 the file of an object that was in such
 * a group was removed, although its row was there and its sender was told success.
 */
class LostAnswerTest {

    private static final int SENDERS = 8;
    private static final int EACH = 25;

    @TempDir private Path folder;
    private final HikariDataSource database = TestDatabases.fresh("archive");
    private final AtomicInteger commits = new AtomicInteger();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void what_is_acknowledged_keeps_its_file() throws Exception {
        try (var archive = new Archive(settings(), losing(), List.of());
                var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var senders = new ArrayList<Callable<Integer>>();
            for (int sender = 0; sender < SENDERS; sender++) {
                int first = sender * EACH;
                senders.add(() -> sent(archive, first));
            }
            for (var future : executor.invokeAll(senders)) {
                assertThat(future.get()).isEqualTo(EACH);
            }
            assertThat(commits).as("answers were lost").hasValueGreaterThan(3);
            assertThat(archive.instances(Samples.STUDY)).hasSize(SENDERS * EACH);
        }
        try (var check = new Verification(settings(), database)) {
            var report = check.run(Verification.Depth.DIGESTS, (_, _) -> {});
            assertThat(report.counts().keySet()).isSubsetOf(Finding.Kind.ORPHAN);
            assertThat(report.files()).isEqualTo(SENDERS * EACH);
        }
    }

    /** Sends each until it is acknowledged; returns how many are. */
    private static int sent(Archive archive, int first) throws InterruptedException {
        int acknowledged = 0;
        while (acknowledged < EACH) {
            try {
                assertThat(Samples.ingest(archive, Samples.ct(first + acknowledged)))
                        .isInstanceOfAny(Ingested.Stored.class, Ingested.AlreadyThere.class);
                acknowledged++;
            } catch (IOException e) {
                // Its answer was lost: it is sent again.
            }
        }
        return acknowledged;
    }

    private ArchiveSettings settings() {
        return new ArchiveSettings(folder, "test", 0);
    }

    /** The database, where the answer to every third commit is lost. */
    private DataSource losing() {
        return new DelegatingDataSource(database) {
            @Override
            public Connection getConnection() throws SQLException {
                return losing(super.getConnection());
            }
        };
    }

    private Connection losing(Connection connection) {
        return (Connection)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (_, method, arguments) -> called(connection, method, arguments));
    }

    private Object called(Connection connection, Method method, Object[] arguments)
            throws Throwable {
        try {
            var answer = method.invoke(connection, arguments);
            if (method.getName().equals("commit") && commits.incrementAndGet() % 3 == 0) {
                throw new SQLException("the answer was lost", "58030");
            }
            return answer;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
