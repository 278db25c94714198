// SPDX-License-Identifier: Apache-2.0
package spiders.bench.store;

import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.dicom.data.UID;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

/** What a hub has written down of a week. */
public final class WeekRows {

    private final JdbcClient jdbc;

    public WeekRows(DataSource database) {
        this.jdbc = JdbcClient.create(database);
    }

    /**
     * A transfer as it ended.
     *
     * @param promised when it was first forecast to be there
     */
    public record Ended(
            UID study,
            String source,
            String state,
            int attempts,
            int fetched,
            Instant ordered,
            Optional<Instant> promised,
            Optional<Instant> verified) {}

    /** Every transfer, in the order in which they were ordered. */
    public List<Ended> transfers() {
        return jdbc.sql("select * from retrieval.transfer order by number")
                .query((row, _) -> ended(row))
                .list();
    }

    private static Ended ended(ResultSet row) throws SQLException {
        return new Ended(
                new UID(row.getString("study")),
                row.getString("source"),
                row.getString("state"),
                row.getInt("attempts"),
                row.getInt("fetched"),
                instant(row, "ordered_at").orElseThrow(),
                instant(row, "promised"),
                instant(row, "verified_at"));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }

    /** How often the sources were asked for a case, as the audit has it. */
    public int searches() {
        return jdbc.sql("select count(*) from security.audit_event where action = 'SEARCH_IMAGING'")
                .query(Integer.class)
                .single();
    }

    /** How many objects the archive holds. */
    public int objects() {
        return jdbc.sql("select count(*) from archive.instance").query(Integer.class).single();
    }

    /** How many bytes these are. */
    public long bytes() {
        return jdbc.sql("select coalesce(sum(length), 0) from archive.instance")
                .query(Long.class)
                .single();
    }
}
