// SPDX-License-Identifier: Apache-2.0
package spiders.server.health.store;

import spiders.server.health.Checkup;
import spiders.server.health.Finding;
import spiders.server.health.Reason;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

/** Asks the database for its time and its tables' versions: a query, and not a mere connection. */
public final class DatabaseCheckup implements Checkup {

    private static final int SECONDS = 2;
    private static final Duration SKEW = Duration.ofSeconds(5);

    private final DataSource database;
    private final Map<String, String> versions;
    private final InstantSource clock;

    /**
     * Of a database.
     *
     * @param versions of the tables of each module, which this program needs at least
     */
    public DatabaseCheckup(DataSource database, Map<String, String> versions, InstantSource clock) {
        this.database = database;
        this.versions = Map.copyOf(versions);
        this.clock = clock;
    }

    @Override
    public List<Finding> look() {
        try (var connection = database.getConnection()) {
            var findings = new ArrayList<Finding>();
            time(connection, findings);
            for (var entry : versions.entrySet()) {
                version(connection, entry.getKey(), entry.getValue(), findings);
            }
            return findings;
        } catch (SQLException e) {
            return List.of(new Finding(Reason.DATABASE_DOWN, String.valueOf(e.getMessage())));
        }
    }

    private void time(Connection connection, List<Finding> findings) throws SQLException {
        var before = clock.instant();
        var theirs =
                one(connection, "select clock_timestamp()", row -> row.getTimestamp(1).toInstant());
        var after = clock.instant();
        boolean isLate = theirs.isBefore(before.minus(SKEW));
        boolean isEarly = theirs.isAfter(after.plus(SKEW));
        if (isLate || isEarly) {
            findings.add(
                    new Finding(Reason.CLOCK_SKEWED, "here %s, there %s".formatted(after, theirs)));
        }
    }

    /** How far the database's clock is ahead of this machine's. */
    public Duration skew() {
        try (var connection = database.getConnection()) {
            Instant theirs =
                    one(
                            connection,
                            "select clock_timestamp()",
                            row -> row.getTimestamp(1).toInstant());
            return Duration.between(clock.instant(), theirs);
        } catch (SQLException e) {
            throw new IllegalStateException("The database does not say its time", e);
        }
    }

    private static void version(
            Connection connection, String schema, String needed, List<Finding> findings)
            throws SQLException {
        // Flyway's rows are in the order of their running; versions only grow.
        var sql =
                "select exists (select 1 from %s.schema_history where version = '%s' and success)"
                        .formatted(schema, needed);
        boolean isThere;
        try {
            isThere = one(connection, sql, row -> row.getBoolean(1));
        } catch (SQLException e) {
            if (!"42P01".equals(e.getSQLState())) {
                throw e;
            }
            isThere = false; // The table of the history itself is gone.
        }
        if (!isThere) {
            findings.add(new Finding(Reason.MIGRATIONS_PENDING, schema + " " + needed));
        }
    }

    private interface Read<T> {
        T from(ResultSet row) throws SQLException;
    }

    private static <T> T one(Connection connection, String sql, Read<T> read) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setQueryTimeout(SECONDS);
            try (var rows = statement.executeQuery(sql)) {
                rows.next();
                return read.from(rows);
            }
        }
    }

    @Override
    public Reason otherwise() {
        return Reason.DATABASE_DOWN;
    }
}
