// SPDX-License-Identifier: Apache-2.0
package spiders.security.store;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import spiders.security.chain.AuditDigest;
import spiders.security.chain.ChainEntry;
import spiders.security.chain.ChainLink;
import spiders.security.chain.ExportLine;
import spiders.security.chain.SignedAnchor;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The audit with its chain as it is at one moment: a transaction that only reads, so that nobody
 * waits for it. What it tells of is never in memory as a whole.
 */
public final class ChainReading implements AutoCloseable {

    private static final int PAGE = 10_000;
    private static final int FETCH = 500;

    private final Connection connection;
    private final JdbcClient jdbc;

    /**
     * Which places.
     *
     * @param after the position before the first
     * @param last the last position
     * @param isToTheEnd whether the chain goes no further
     */
    public record Range(long after, long last, boolean isToTheEnd) {}

    private ChainReading(Connection connection) {
        this.connection = connection;
        this.jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    /**
     * Begins: what is committed now is in it, and nothing later.
     *
     * @throws ChainUnreadableException where the database lets nobody in
     */
    public static ChainReading of(DatabaseAccess access) {
        try {
            return begun(access);
        } catch (SQLException e) {
            throw new ChainUnreadableException(e);
        }
    }

    private static ChainReading begun(DatabaseAccess access) throws SQLException {
        var connection = access.connect();
        try (var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set transaction isolation level repeatable read read only");
            // A page of the chain, and each of its records by its id: nothing is hashed or sorted.
            statement.execute("set local enable_hashjoin = off");
            statement.execute("set local enable_mergejoin = off");
            return new ChainReading(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Whether the tables are of a program that chains. */
    public boolean isThere() {
        return jdbc.sql(
                        """
                        SELECT to_regclass('security.audit_chain') IS NOT NULL
                           AND to_regclass('security.audit_anchor') IS NOT NULL
                        """)
                .query(Boolean.class)
                .single();
    }

    /** All of it. */
    public Range all() {
        return new Range(0, last(), true);
    }

    /**
     * From the first record of or after a time to the last before another; what stands between them
     * in the chain is in it, whatever its time.
     */
    public Range between(Instant from, Instant to) {
        long first = position("min", "at >= ?", from).orElse(last() + 1);
        long last = position("max", "at < ?", to).orElse(0L);
        return new Range(first - 1, Math.max(first - 1, last), last == last());
    }

    private Optional<Long> position(String which, String condition, Instant at) {
        return jdbc.sql(
                        """
                        SELECT %s(c.position) FROM security.audit_event e
                        JOIN security.audit_chain c ON c.event_id = e.id WHERE e.%s
                        """
                                .formatted(which, condition))
                .param(at.atOffset(ZoneOffset.UTC))
                .query((row, _) -> Optional.ofNullable(row.getObject(1, Long.class)))
                .single();
    }

    private long last() {
        return ChainHead.read(jdbc).position();
    }

    /** Tells all lines of a range, from the head to the end. */
    public void tell(Range range, String node, Clock clock, Consumer<ExportLine> lines) {
        var previous = ChainHead.digest(jdbc, range.after()).orElse(AuditDigest.NONE);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        lines.accept(new ExportLine.Head(range.after(), previous, range.isToTheEnd(), now, node));
        var telling = new Telling(range, lines, previous);
        telling.places();
        if (range.isToTheEnd()) {
            outside(lines);
        }
        lines.accept(telling.end());
    }

    private void outside(Consumer<ExportLine> lines) {
        jdbc.sql(
                        """
                        SELECT %s FROM security.audit_event e WHERE NOT EXISTS (
                            SELECT 1 FROM security.audit_chain c WHERE c.event_id = e.id)
                        ORDER BY e.id
                        """
                                .formatted(RecordRows.COLUMNS))
                .withFetchSize(FETCH)
                .query(row -> {
                    lines.accept(outside(row));
                });
    }

    private static ExportLine outside(ResultSet row) throws SQLException {
        try {
            return new ExportLine.Waiting(RecordRows.read(row));
        } catch (MalformedRecordException e) {
            return new ExportLine.Stray(e.id(), String.valueOf(e.getMessage()));
        }
    }

    /** The places of a range, with the anchors between them. */
    private final class Telling {

        private final Range range;
        private final Consumer<ExportLine> lines;
        private final AnchorRows anchors;
        private @Nullable SignedAnchor anchor;
        private long position;
        private AuditDigest digest;
        private long places;

        Telling(Range range, Consumer<ExportLine> lines, AuditDigest previous) {
            this.range = range;
            this.lines = lines;
            this.position = range.after();
            this.digest = previous;
            this.anchors = new AnchorRows(jdbc, range.after() - 1, lines);
            this.anchor = anchors.next();
        }

        /** From below the first place: who has all rights can have put something there. */
        void places() {
            long after = range.after() == 0 ? Long.MIN_VALUE : range.after();
            anchorsTo(range.after());
            long before;
            do {
                before = places;
                after = page(after);
            } while (places > before);
            anchorsTo(range.isToTheEnd() ? Long.MAX_VALUE : range.last());
        }

        private long page(long after) {
            var last = new long[] {after};
            jdbc.sql(
                            """
                            SELECT c.position, c.event_id, c.settled, c.form, c.digest, %s
                            FROM (SELECT * FROM security.audit_chain
                                  WHERE position > ? AND position <= ? ORDER BY position
                                  FETCH FIRST ? ROWS WITH TIES) c
                            LEFT JOIN security.audit_event e ON e.id = c.event_id
                            ORDER BY c.position
                            """
                                    .formatted(RecordRows.COLUMNS))
                    .params(after, range.last(), PAGE)
                    .withFetchSize(FETCH)
                    .query(row -> {
                        last[0] = row.getLong("position");
                        place(row);
                    });
            return last[0];
        }

        private void place(ResultSet row) throws SQLException {
            var entry = entry(row);
            anchorsTo(entry.link().position() - 1);
            lines.accept(new ExportLine.Place(entry));
            places++;
            position = entry.link().position();
            digest = entry.link().digest();
            anchorsTo(position);
        }

        private void anchorsTo(long most) {
            while (anchor != null && anchor.anchor().position() <= most) {
                lines.accept(new ExportLine.Anchored(anchor));
                anchor = anchors.next();
            }
        }

        ExportLine.End end() {
            return new ExportLine.End(places, position, digest);
        }
    }

    private static ChainEntry entry(ResultSet row) throws SQLException {
        long id = row.getLong("event_id");
        var bytes = row.getBytes("digest");
        var digest =
                bytes == null || bytes.length != AuditDigest.LENGTH
                        ? AuditDigest.NONE
                        : AuditDigest.of(bytes);
        var link =
                new ChainLink(
                        row.getLong("position"),
                        row.getLong("settled"),
                        row.getInt("form"),
                        digest);
        if (row.getObject("id") == null) {
            return new ChainEntry.Lost(link, id);
        }
        try {
            return new ChainEntry.Whole(link, RecordRows.read(row));
        } catch (MalformedRecordException e) {
            return new ChainEntry.Malformed(link, id, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new ChainUnreadableException(e);
        }
    }
}
