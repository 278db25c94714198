// SPDX-License-Identifier: Apache-2.0
package spiders.security.store;

import static org.springframework.transaction.TransactionDefinition.ISOLATION_READ_COMMITTED;
import static org.springframework.transaction.TransactionDefinition.PROPAGATION_REQUIRES_NEW;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import spiders.security.chain.AuditRecord;
import spiders.security.chain.ChainLink;
import spiders.security.chain.RecordForm;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

import javax.sql.DataSource;

/**
 * Table {@code security.audit_chain}: puts committed records into the chain, some at a time, by one
 * node of those that share the database at a time. Who records waits for none of this.
 */
public final class AuditChain {

    private static final Logger LOG = LoggerFactory.getLogger(AuditChain.class);
    private static final int BATCH = 2000;
    private static final int FETCH = 200;
    private static final int COUNTED = 10_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ReentrantLock passing = new ReentrantLock();
    private final SettledIds settledIds = new SettledIds();

    /** Up to which id all is in the chain, and nothing will come. */
    private long settled;

    public AuditChain(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.transaction.setPropagationBehavior(PROPAGATION_REQUIRES_NEW);
        this.transaction.setIsolationLevel(ISOLATION_READ_COMMITTED);
    }

    /**
     * Records that are committed and not in the chain.
     *
     * @param count of them, at most ten thousand
     * @param oldest when the oldest of these was recorded, where there is one
     */
    public record Waiting(long count, Optional<Instant> oldest) {}

    /** A transaction's share of a pass, which goes on after {@code last} where it is full. */
    private record Batch(int chained, int read, long visible, long last) {

        static final Batch NONE = new Batch(0, 0, 0, 0);

        boolean isFull() {
            return read == BATCH;
        }
    }

    /**
     * Appends every record that is committed by now and not in the chain.
     *
     * @return how many; none where another node is at it
     */
    public long append() {
        passing.lock();
        try {
            long appended = 0;
            long visible = -1;
            long after = 0;
            Batch batch;
            do {
                batch = batch(visible, after);
                visible = batch.visible();
                after = batch.last();
                appended += batch.chained();
                // Kept only now that it is committed.
                long through = batch.isFull() ? Math.min(visible, after) : visible;
                settled = Math.max(settled, through);
            } while (batch.isFull());
            return appended;
        } finally {
            passing.unlock();
        }
    }

    private Batch batch(long visible, long after) {
        return Objects.requireNonNull(transaction.execute(_ -> appended(visible, after)));
    }

    private Batch appended(long known, long after) {
        if (!ChainHead.lock(jdbc)) {
            return Batch.NONE;
        }
        var head = ChainHead.read(jdbc);
        settled = Math.max(settled, head.settled());
        long visible = known < 0 ? look() : known;
        var links = new ArrayList<ChainLink>();
        var ids = new ArrayList<Long>();
        var rows = new Rows(head, settled, links, ids);
        jdbc.sql(
                        """
                        SELECT %s FROM security.audit_event e
                        WHERE e.id > :after AND NOT EXISTS (
                            SELECT 1 FROM security.audit_chain c
                            WHERE c.event_id = e.id AND c.event_id > :after)
                        ORDER BY e.id LIMIT :limit
                        """
                                .formatted(RecordRows.COLUMNS))
                .param("after", Math.max(settled, after))
                .param("limit", BATCH)
                .withFetchSize(FETCH)
                .query(rows::take);
        insert(ids, links);
        return new Batch(links.size(), rows.read, visible, rows.last);
    }

    /** The order matters: the newest id first, then who writes, and rows after both. */
    private long look() {
        long newest =
                jdbc.sql("SELECT coalesce(max(id), 0) FROM security.audit_event")
                        .query(Long.class)
                        .single();
        return newest <= settled ? settled : settledIds.see(newest, writers());
    }

    private Set<String> writers() {
        return Set.copyOf(
                jdbc.sql(
                                """
                                SELECT virtualtransaction FROM pg_locks
                                WHERE locktype = 'relation' AND mode = 'RowExclusiveLock'
                                  AND relation = 'security.audit_event'::regclass
                                  AND database = (SELECT oid FROM pg_database
                                                  WHERE datname = current_database())
                                """)
                        .query(String.class)
                        .set());
    }

    /** The rows of a batch as they come, each tied to the one before. */
    private static final class Rows {

        private final ChainHead head;
        private final long settled;
        private final List<ChainLink> links;
        private final List<Long> ids;
        private int read;
        private long last;

        Rows(ChainHead head, long settled, List<ChainLink> links, List<Long> ids) {
            this.head = head;
            this.settled = settled;
            this.links = links;
            this.ids = ids;
        }

        void take(ResultSet row) throws SQLException {
            read++;
            last = row.getLong("id");
            try {
                add(RecordRows.read(row));
            } catch (MalformedRecordException e) {
                LOG.error("A row of the audit was not written by SPIDERS: {}", e.getMessage());
            }
        }

        private void add(AuditRecord row) {
            boolean isFirst = links.isEmpty();
            var previous = isFirst ? head.digest() : links.getLast().digest();
            long position = isFirst ? head.position() + 1 : links.getLast().position() + 1;
            var digest = RecordForm.digest(previous, position, settled, row);
            links.add(new ChainLink(position, settled, RecordForm.NEWEST, digest));
            ids.add(row.id());
        }
    }

    private void insert(List<Long> ids, List<ChainLink> links) {
        if (links.isEmpty()) {
            return;
        }
        jdbc.sql(
                        """
                        INSERT INTO security.audit_chain
                            (position, event_id, settled, form, digest)
                        SELECT position, event_id, ?, ?, digest
                        FROM unnest(?::bigint[], ?::bigint[], ?::bytea[])
                            AS c (position, event_id, digest)
                        """)
                .param(links.getFirst().settled())
                .param(RecordForm.NEWEST)
                .param(links.stream().map(ChainLink::position).toArray(Long[]::new))
                .param(ids.toArray(Long[]::new))
                .param(links.stream().map(link -> link.digest().bytes()).toArray(byte[][]::new))
                .update();
    }

    /** What waits to be put into the chain, by whichever node; quick even where much does. */
    public Waiting waiting() {
        return jdbc.sql(
                        """
                        SELECT count(*) AS count, min(at) AS oldest FROM (
                            SELECT e.at FROM security.audit_event e
                            WHERE e.id > ? AND NOT EXISTS (
                                SELECT 1 FROM security.audit_chain c WHERE c.event_id = e.id)
                            ORDER BY e.id LIMIT ?) waiting
                        """)
                .params(ChainHead.read(jdbc).settled(), COUNTED)
                .query((row, _) ->
                        new Waiting(
                                row.getLong("count"),
                                Optional.ofNullable(row.getTimestamp("oldest"))
                                        .map(java.sql.Timestamp::toInstant)))
                .single();
    }
}
