// SPDX-License-Identifier: Apache-2.0
package spiders.archive.commitment;

import spiders.archive.Disclosures;
import spiders.archive.delivery.DeliveryWorker;
import spiders.archive.store.CommitmentTable;
import spiders.archive.store.CommitmentTable.Owed;
import spiders.archive.viewing.WholeArchive;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.CommitmentRequest;
import spiders.dicom.net.CommitmentResult;
import spiders.dicom.net.EventReporter;
import spiders.dicom.net.NetworkOptions;
import spiders.dicom.net.RemoteNode;
import spiders.security.Action;
import spiders.security.UserName;

import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

import javax.sql.DataSource;

/**
 * Storage commitment as provider (PS3.4 annex J). A promise is a row before it is answered; its
 * report is owed until the caller has taken it, whatever restarts in between, by whichever node.
 */
public final class Commitments implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Commitments.class.getName());

    private final CommitmentTable table;
    private final CommitmentCheck check;
    private final CommitmentReporter reporter;
    private final CommitmentPolicy policy;
    private final Disclosures disclosures;
    private final Clock clock;
    private final DeliveryWorker worker;

    /**
     * What reports need.
     *
     * @param addresses where a caller is reached when its association is over
     */
    public record Parts(
            DataSource database,
            WholeArchive archive,
            Disclosures disclosures,
            Function<AETitle, Optional<RemoteNode>> addresses,
            NetworkOptions options) {}

    /** Starts no work before {@link #start}. */
    public Commitments(Parts parts, CommitmentPolicy policy, Clock clock) {
        this.table = new CommitmentTable(parts.database());
        this.check = new CommitmentCheck(parts.archive(), policy.readsBytes());
        this.reporter = new CommitmentReporter(parts.addresses(), parts.options());
        this.policy = policy;
        this.disclosures = parts.disclosures();
        this.clock = clock;
        this.worker = new DeliveryWorker("commitment", new Reports());
    }

    /** Takes up what is owed, from before a restart too. */
    public void start() {
        worker.start();
    }

    /**
     * Promises a report; what is returned is durable.
     *
     * @return false where the caller has used the transaction UID for another request
     */
    public boolean promise(CommitmentRequest request, EventReporter caller) {
        var peer = caller.peer();
        var promise = table.add(peer.aeTitle(), peer.localAETitle(), request, clock.instant());
        if (promise.isEmpty()) {
            return false;
        }
        reporter.remember(promise.getAsLong(), caller);
        worker.wake();
        return true;
    }

    /** How many reports are owed now. */
    public long owed() {
        return table.owed();
    }

    /** The reports that are owed. */
    private final class Reports implements DeliveryWorker.Deliveries {

        @Override
        public boolean deliverOne() {
            var next = table.take(clock.instant(), DeliveryWorker.LEASE);
            next.ifPresent(Commitments.this::report);
            return next.isPresent();
        }

        @Override
        public void forgetOld() {
            table.forget(clock.instant().minus(DeliveryWorker.KEPT));
        }
    }

    private void report(Owed owed) {
        var result = check.check(owed.request());
        switch (reporter.report(owed, result)) {
            case CommitmentReporter.Outcome.Given() -> {
                table.reported(owed.id(), clock.instant());
                record(owed, result);
            }
            case CommitmentReporter.Outcome.Unreachable(String reason) -> {
                LOG.log(
                        Level.WARNING,
                        "Storage commitment {0} of {1} is not reported yet: {2}",
                        owed.request().transactionUID().value(),
                        owed.caller().value(),
                        reason);
                retryLater(owed, reason);
            }
        }
    }

    private void retryLater(Owed owed, String reason) {
        var wait = policy.waits().after(owed.attempts());
        if (wait.isPresent()) {
            table.postpone(owed.id(), clock.instant().plus(wait.get()));
            return;
        }
        table.abandon(owed.id(), clock.instant());
        disclosures.failed(
                UserName.SYSTEM,
                Action.COMMIT_OBJECTS,
                "%s was not told: %s".formatted(owed.caller().value(), reason));
    }

    private void record(Owed owed, CommitmentResult result) {
        disclosures.done(
                UserName.SYSTEM,
                Action.COMMIT_OBJECTS,
                "%s, transaction %s: %d kept, %d not"
                        .formatted(
                                owed.caller().value(),
                                owed.request().transactionUID().value(),
                                result.committed().size(),
                                result.failed().size()));
    }

    /** Ends after the report under way, or cuts it short; what is owed stays owed. */
    @Override
    public void close() {
        worker.close();
    }
}
