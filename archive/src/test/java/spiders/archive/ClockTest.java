// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.archive.upkeep.IndexRebuild;
import spiders.archive.upkeep.Verification;
import spiders.security.store.TestDatabases;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A clock that jumps a year back and a day forward while objects come. */
class ClockTest {

    private static final Instant START = Instant.parse("2026-03-15T23:59:59Z");
    private static final List<Duration> JUMPS =
            List.of(
                    Duration.ZERO,
                    Duration.ofDays(-365),
                    Duration.ofDays(1),
                    Duration.ofDays(-1),
                    Duration.ofDays(1));

    @TempDir private Path folder;
    private final HikariDataSource database = TestDatabases.fresh("archive");
    private final JdbcClient jdbc = JdbcClient.create(database);
    private Instant now = START;

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void nothing_breaks_and_each_object_says_what_the_clock_said() throws Exception {
        var said = new TreeMap<String, Instant>();
        int number = 0;
        for (var jump : JUMPS) {
            now = now.plus(jump);
            try (var archive = archive()) { // A start at each jump, so that shelves begin then.
                for (int i = 0; i < 5; i++) {
                    assertThat(Samples.ingest(archive, Samples.ct(number)))
                            .isInstanceOf(Ingested.Stored.class);
                    said.put(Samples.instance(number).value(), now);
                    number++;
                    now = now.plus(jump); // And while it runs.
                }
            }
        }

        assertThat(received()).isEqualTo(said);
        assertThat(jdbc.sql("select path from archive.shelf").query(String.class).list())
                .hasSize(JUMPS.size())
                .doesNotHaveDuplicates()
                .anyMatch(path -> path.startsWith("2026/03/15"))
                .anyMatch(path -> !path.startsWith("2026/03/15"));
        assertVerified(number);
        jdbc.sql(
                        """
                        truncate archive.instance, archive.series, archive.study,
                            archive.identity, archive.shelf restart identity cascade
                        """)
                .update();
        assertThat(new IndexRebuild(settings(), database).run((_, _) -> {}).indexed())
                .isEqualTo(number);
        assertThat(received()).as("the files say it too").isEqualTo(said);
    }

    private Map<String, Instant> received() {
        return new TreeMap<>(
                jdbc
                        .sql("select uid, received_at from archive.instance")
                        .query(ClockTest::row)
                        .list()
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static Map.Entry<String, Instant> row(ResultSet row, int number) throws SQLException {
        return Map.entry(row.getString("uid"), row.getTimestamp("received_at").toInstant());
    }

    private void assertVerified(int count) throws IOException {
        try (var check = new Verification(settings(), database)) {
            var report = check.run(Verification.Depth.DIGESTS, (_, _) -> {});
            assertThat(report.isClean()).isTrue();
            assertThat(report.files()).isEqualTo(count);
        }
    }

    private ArchiveSettings settings() {
        return new ArchiveSettings(folder, "test", 0);
    }

    private Archive archive() throws IOException {
        return new Archive(settings(), database, List.of(), () -> now);
    }
}
