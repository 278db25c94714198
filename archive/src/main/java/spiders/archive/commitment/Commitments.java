// SPDX-License-Identifier: Apache-2.0
package spiders.archive.commitment;

import spiders.archive.Disclosures;
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
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import javax.sql.DataSource;

/**
 * Storage commitment as provider (PS3.4 annex J). A promise is a row before it is answered; its
 * report is owed until the caller has taken it, whatever restarts in between, by whichever node.
 */
public final class Commitments implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Commitments.class.getName());
    private static final Duration LOOK = Duration.ofSeconds(2);

    /**
     * Within it a report is given, or its promise is due again, for another process: a report that
     * takes longer may be given twice, which harms nobody.
     */
    private static final Duration LEASE = Duration.ofMinutes(5);

    private static final Duration GRACE = Duration.ofSeconds(5);

    /** What is ended is kept this long, for who asks why. */
    private static final Duration KEPT = Duration.ofDays(30);

    private final CommitmentTable table;
    private final CommitmentCheck check;
    private final CommitmentReporter reporter;
    private final CommitmentPolicy policy;
    private final Disclosures disclosures;
    private final Clock clock;
    private final Semaphore news = new Semaphore(0);
    private final Thread worker;
    private volatile boolean closed;

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
        this.worker = Thread.ofVirtual().name("commitment").unstarted(this::work);
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
        news.release();
        return true;
    }

    /** How many reports are owed now. */
    public long owed() {
        return table.owed();
    }

    private void work() {
        while (!closed) {
            try {
                table.forget(clock.instant().minus(KEPT));
                while (!closed && reportOne()) {
                    // One after the other.
                }
                news.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                news.drainPermits();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (Exception e) { // The job runner: the database may be away for a while.
                LOG.log(Level.ERROR, "Reports of storage commitment are held up", e);
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether there was one to report. */
    private boolean reportOne() {
        var next = table.take(clock.instant(), LEASE);
        next.ifPresent(this::report);
        return next.isPresent();
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
        if (owed.attempts() <= policy.waits().size()) {
            var wait = policy.waits().get(owed.attempts() - 1);
            table.postpone(owed.id(), clock.instant().plus(wait));
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
        closed = true;
        news.release();
        try {
            if (worker.getState() != Thread.State.NEW && !worker.join(GRACE)) {
                worker.interrupt();
                worker.join(LOOK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
