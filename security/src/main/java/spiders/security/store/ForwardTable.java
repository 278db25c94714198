// SPDX-License-Identifier: Apache-2.0
package spiders.security.store;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import spiders.security.AuditLine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import javax.sql.DataSource;

/**
 * Table {@code security.audit_forward}: how far in its chain the audit has been sent to a
 * collector. What waits needs no other place: the audit itself is kept.
 */
public final class ForwardTable {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    public ForwardTable(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    /**
     * Records that a collector has not.
     *
     * @param oldest when the oldest was recorded, where there is one
     */
    public record Waiting(long count, Optional<Instant> oldest) {}

    /** A collector is told of what comes from now on; one that is known keeps its place. */
    public void begin(String collector) {
        jdbc.sql(
                        """
                        INSERT INTO security.audit_forward (collector, position)
                        SELECT ?, coalesce(max(position), 0) FROM security.audit_chain
                        ON CONFLICT (collector) DO NOTHING
                        """)
                .param(collector)
                .update();
    }

    /**
     * Hands the next records to a delivery, and goes on behind them if it says that they arrived.
     * One node delivers at a time.
     *
     * @return how many were delivered; 0 where there are none, or another node is at it
     */
    public int next(String collector, int most, Predicate<List<AuditLine>> delivery) {
        var delivered =
                transaction.execute(_ ->
                        locked(collector)
                                .map(after -> next(collector, after, most, delivery))
                                .orElse(0));
        return delivered == null ? 0 : delivered;
    }

    private Optional<Long> locked(String collector) {
        return jdbc.sql(
                        """
                        SELECT position FROM security.audit_forward
                        WHERE collector = ? FOR UPDATE SKIP LOCKED
                        """)
                .param(collector)
                .query(Long.class)
                .optional();
    }

    private record Placed(long position, AuditLine line) {}

    private int next(String collector, long after, int most, Predicate<List<AuditLine>> delivery) {
        var placed =
                jdbc.sql(
                                """
                                SELECT c.position, e.* FROM security.audit_chain c
                                JOIN security.audit_event e ON e.id = c.event_id
                                WHERE c.position > ? ORDER BY c.position LIMIT ?
                                """)
                        .params(after, most)
                        .query((row, _) ->
                                new Placed(row.getLong("position"), AuditTable.line(row)))
                        .list();
        if (placed.isEmpty() || !delivery.test(placed.stream().map(Placed::line).toList())) {
            return 0;
        }
        jdbc.sql("UPDATE security.audit_forward SET position = ?, at = now() WHERE collector = ?")
                .params(placed.getLast().position(), collector)
                .update();
        return placed.size();
    }

    /** What waits for a collector; the chain has no gaps. */
    public Waiting waiting(String collector) {
        return jdbc.sql(
                        """
                        SELECT last.position - f.position AS count, (
                            SELECT e.at FROM security.audit_chain n
                            JOIN security.audit_event e ON e.id = n.event_id
                            WHERE n.position > f.position ORDER BY n.position LIMIT 1) AS oldest
                        FROM security.audit_forward f, (
                            SELECT coalesce(max(position), 0) AS position
                            FROM security.audit_chain) last
                        WHERE f.collector = ?
                        """)
                .param(collector)
                .query((row, _) ->
                        new Waiting(
                                row.getLong("count"),
                                Optional.ofNullable(row.getTimestamp("oldest"))
                                        .map(java.sql.Timestamp::toInstant)))
                .optional()
                .orElseGet(() -> new Waiting(0, Optional.empty()));
    }
}
