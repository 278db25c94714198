// SPDX-License-Identifier: Apache-2.0
package spiders.security.store;

import static org.springframework.transaction.TransactionDefinition.ISOLATION_READ_COMMITTED;
import static org.springframework.transaction.TransactionDefinition.PROPAGATION_REQUIRES_NEW;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import spiders.security.chain.Anchor;
import spiders.security.chain.AnchorKey;
import spiders.security.chain.SignedAnchor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import javax.sql.DataSource;

/** Signs anchors of the chain, by one node of those that share the database at a time. */
public final class AuditAnchors {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final AnchorTable table;
    private final AnchorKey key;
    private final String node;
    private final Plan plan;
    private final Clock clock;

    /**
     * When an anchor is due: after so long, or so many records, whatever comes first.
     *
     * @param records at least one
     */
    public record Plan(Duration every, long records) {

        public Plan {
            if (records < 1 || !every.isPositive()) {
                throw new IllegalArgumentException("anchors are some time and some records apart");
            }
        }
    }

    /** Anchors made here carry the name of this node. */
    public AuditAnchors(DataSource dataSource, AnchorKey key, String node, Plan plan, Clock clock) {
        this.jdbc = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.transaction.setPropagationBehavior(PROPAGATION_REQUIRES_NEW);
        this.transaction.setIsolationLevel(ISOLATION_READ_COMMITTED);
        this.table = new AnchorTable(dataSource);
        this.key = key;
        this.node = node;
        this.plan = plan;
        this.clock = clock;
    }

    /** The table they are in. */
    public AnchorTable table() {
        return table;
    }

    /**
     * Signs an anchor where one is due, and no other node is at the chain.
     *
     * @throws ChainBrokenException where the chain is not what the last anchor says; then none is
     *     made
     */
    public Optional<SignedAnchor> makeIfDue() {
        return Objects.requireNonNull(transaction.execute(_ -> made()));
    }

    private Optional<SignedAnchor> made() {
        if (!ChainHead.lock(jdbc)) {
            return Optional.empty();
        }
        var last = table.last().map(SignedAnchor::anchor);
        last.ifPresent(this::requireKept);
        var head = ChainHead.read(jdbc);
        long count = head.position() - last.map(Anchor::position).orElse(0L);
        var now = clock.instant();
        if (count == 0 || !isDue(last, count, now)) {
            return Optional.empty();
        }
        var signed = key.sign(new Anchor(head.position(), head.digest(), now, count, node));
        table.add(signed);
        return Optional.of(signed);
    }

    private boolean isDue(Optional<Anchor> last, long count, Instant now) {
        return count >= plan.records()
                || last.map(anchor -> !now.isBefore(anchor.at().plus(plan.every()))).orElse(true);
    }

    private void requireKept(Anchor anchor) {
        var there = ChainHead.digest(jdbc, anchor.position());
        if (!there.equals(Optional.of(anchor.digest()))) {
            var reason = there.isEmpty() ? "ends before it" : "has another digest there";
            throw new ChainBrokenException(
                    anchor.position(),
                    "the chain of the audit %s: the anchor of %s at position %d"
                            .formatted(reason, anchor.at(), anchor.position()));
        }
    }
}
