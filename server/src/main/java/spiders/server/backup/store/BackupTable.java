// SPDX-License-Identifier: Apache-2.0
package spiders.server.backup.store;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import spiders.security.store.DatabaseAccess;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

import javax.sql.DataSource;

/** Table {@code server.backup}: when this hub was last backed up. */
public final class BackupTable {

    private final JdbcClient jdbc;

    public BackupTable(DataSource database) {
        this.jdbc = JdbcClient.create(database);
    }

    /** That of a database whose tables may be of an older program, which has none. */
    public static Optional<BackupTable> of(DatabaseAccess access) {
        var table =
                new BackupTable(
                        new DriverManagerDataSource(
                                access.url(), access.user(), access.password()));
        return table.isThere() ? Optional.of(table) : Optional.empty();
    }

    private boolean isThere() {
        return jdbc.sql("select to_regclass('server.backup') is not null")
                .query(Boolean.class)
                .single();
    }

    /** Remembers a finished backup. */
    public void add(BackupRecord backup) {
        jdbc.sql(
                        """
                        insert into server.backup
                            (id, begun_at, finished_at, row_count, object_count, absent_count)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        backup.id(),
                        backup.begun().atOffset(ZoneOffset.UTC),
                        backup.finished().atOffset(ZoneOffset.UTC),
                        backup.rows(),
                        backup.objects(),
                        backup.absent())
                .update();
    }

    /** When this hub first had tables that remember backups. */
    public Instant firstDay() {
        return jdbc.sql("select min(installed_on) from server.schema_history")
                .query((row, _) -> row.getTimestamp(1).toInstant())
                .single();
    }

    /** When the newest whole backup was begun; what is younger is in none. */
    public Optional<Instant> newest() {
        return jdbc.sql("select max(begun_at) from server.backup where absent_count = 0")
                .query((row, _) -> Optional.ofNullable(row.getTimestamp(1)))
                .single()
                .map(java.sql.Timestamp::toInstant);
    }
}
