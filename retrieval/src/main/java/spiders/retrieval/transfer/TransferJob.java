// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.transfer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import spiders.archive.StoredInstance;
import spiders.dicom.data.UID;
import spiders.region.FetchWindows;
import spiders.region.Retrieve;
import spiders.region.Source;
import spiders.region.SourceFailure;
import spiders.retrieval.Message;
import spiders.retrieval.Transfer;
import spiders.retrieval.TransferManifest.Verification;
import spiders.retrieval.TransferState;
import spiders.retrieval.query.RefusedQuestionException;
import spiders.retrieval.store.ListedInstance;
import spiders.retrieval.store.TransferOrder;
import spiders.retrieval.store.TransferStore;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * One attempt at one transfer: list, fetch what is not here, compare, and again while that helps.
 *
 * <p>It keeps nothing between attempts: what the source lists and what the archive holds say what
 * is left to do, so that an attempt after a kill fetches nothing twice.
 */
final class TransferJob {

    private static final Logger LOG = LoggerFactory.getLogger(TransferJob.class);
    private static final int MAX_ROUNDS = 5;
    private static final Duration TURN = Duration.ofSeconds(5);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("dd/MM HH:mm");
    private static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);

    private final TransferTools tools;
    private final InstanceLister lister;
    private final TransferOrder order;
    private final Transfer before;
    private final Arrivals arrivals;
    private final List<SourceFailure> failures = new ArrayList<>();
    private boolean brought;

    TransferJob(
            TransferTools tools,
            TransferOrder order,
            Transfer before,
            Cancellation cancel,
            Throttle throttle) {
        this.tools = tools;
        this.lister = new InstanceLister(tools.connections());
        this.order = order;
        this.before = before;
        this.arrivals = new Arrivals(tools, order, before, cancel, throttle);
    }

    /** Waits for its turn at the source, and makes one attempt. */
    Ending run(Semaphore turns) throws InterruptedException {
        var asked = tools.queue().asked(order.id());
        if (asked.cancel()) {
            return cancelled();
        }
        var source = tools.directory().source(order.source()).filter(Source::enabled);
        if (source.isEmpty()) {
            return end(
                    before.counts().received() > 0
                            ? TransferState.INCOMPLETE
                            : TransferState.FAILED,
                    Message.of("retrieval.transfer.no-source"),
                    "source %s is not configured".formatted(order.source()));
        }
        if (asked.held()) {
            return held();
        }
        var windows = source.get().profile().windows();
        if (!asked.hurried() && windows.isQuiet(tools.pace().now())) {
            return spared(windows);
        }
        if (tools.queue().before(order.id()) >= source.get().profile().associations()
                || !turns.tryAcquire(tools.pace().toWait(TURN).toMillis(), TimeUnit.MILLISECONDS)) {
            return waits();
        }
        try {
            return tools.store().begin(order.id(), order.studyInstanceUID())
                    ? attempt(source.get())
                    : waits();
        } finally {
            turns.release();
        }
    }

    /** One that an end of the hub left under way is not, and keeps nobody from its study. */
    private Ending waits() {
        tools.queue().waits(order.id());
        return new Ending.NotYet(TURN);
    }

    /** An edge may be at it, or be to begin when it is back: it stops, unless others wait too. */
    private Ending cancelled() {
        var study = order.studyInstanceUID();
        if (!tools.store().isWantedByOthers(order.id(), order.source(), study)) {
            tools.edges().dropFetches(order.source(), study);
        }
        return end(TransferState.CANCELLED, Message.of("retrieval.transfer.cancelled"), "");
    }

    private Ending attempt(Source source) throws InterruptedException {
        for (int round = 0; round < MAX_ROUNDS; round++) {
            var listing = list(source);
            if (listing.isEmpty()) {
                return again(Message.NONE, List.of(), false);
            }
            var here = tools.archive().instances(order.studyInstanceUID());
            arrivals.begin(listing.get(), here);
            if (listing.get().isSatisfiedBy(here)) {
                return verified(listing.get(), here);
            }
            arrivals.lookAhead();
            fetch(source, listing.get());
            if (arrivals.isCancelled()) {
                return cancelled();
            }
            var now = tools.archive().instances(order.studyInstanceUID());
            boolean stuck = now.size() == here.size();
            brought |= !stuck;
            if (arrivals.isPaused() && !listing.get().isSatisfiedBy(now)) {
                return paused(source.profile().windows());
            }
            if (stuck) {
                return shortOf(listing.get());
            }
        }
        return again(Message.of("retrieval.transfer.growing"), List.of(), false);
    }

    private Optional<Listing> list(Source source) throws InterruptedException {
        try {
            var study = order.studyInstanceUID();
            var listing =
                    source.edge().isPresent()
                            ? byEdge().list(source, study)
                            : lister.list(source, study);
            boolean silent =
                    listing.verification() == Verification.COUNT_ONLY && listing.claimed() == 0;
            return Optional.of(
                    silent
                            ? new Listing(List.of(), order.claimed(), Verification.COUNT_ONLY)
                            : listing);
        } catch (RuntimeException e) {
            fail("list", e);
            return Optional.empty();
        }
    }

    /** Tries the source's ways in its order, each for what the one before did not bring. */
    private void fetch(Source source, Listing listing) throws InterruptedException {
        for (var way : source.profile().retrieve()) {
            var here = tools.archive().instances(order.studyInstanceUID());
            if (listing.isSatisfiedBy(here) || arrivals.isCancelled() || arrivals.isPaused()) {
                return;
            }
            fetch(source, way, listing, here);
        }
    }

    private void fetch(Source source, Retrieve way, Listing listing, List<StoredInstance> here)
            throws InterruptedException {
        var missing =
                listing.missing(here).stream()
                        .filter(one -> !arrivals.isRefusedForGood(one.sopInstanceUID()))
                        .toList();
        if (missing.isEmpty() && !listing.instances().isEmpty()) {
            return;
        }
        var classes =
                missing.stream()
                        .flatMap(instance -> instance.sopClassUID().stream())
                        .distinct()
                        .toList();
        boolean allKnown = missing.stream().allMatch(one -> one.sopClassUID().isPresent());
        var task =
                new Fetcher.Task(
                        source,
                        order.studyInstanceUID(),
                        FetchUnit.plan(listing, missing),
                        allKnown ? classes : List.<UID>of());
        var start = tools.pace().now();
        try {
            var words =
                    source.edge().isPresent()
                            ? byEdge().fetch(way, task, arrivals)
                            : fetcher(way).fetch(task, arrivals);
            tools.store().attempted(order.id(), way.name(), start, words);
        } catch (RuntimeException e) {
            var reason = fail(way.name(), e);
            tools.store().attempted(order.id(), way.name(), start, reason.detail());
        } finally {
            arrivals.tell();
        }
    }

    private Fetcher fetcher(Retrieve way) {
        var connections = tools.connections();
        return switch (way) {
            case GET -> new GetFetcher(connections);
            case MOVE -> new MoveFetcher(connections);
            case WADO -> new WadoFetcher(connections);
        };
    }

    private EdgeFetcher byEdge() {
        return new EdgeFetcher(tools.edges());
    }

    private SourceFailure fail(String what, RuntimeException thrown) {
        var reason =
                thrown instanceof RefusedQuestionException refused
                        ? SourceFailure.of(refused.operation(), refused.status())
                        : SourceFailure.of(thrown);
        if (reason.reason() == SourceFailure.Reason.INTERNAL) {
            LOG.error("transfer {}: {} failed", order.id(), what, thrown);
        }
        failures.add(new SourceFailure(reason.reason(), what + ": " + reason.detail()));
        return reason;
    }

    private Ending verified(Listing listing, List<StoredInstance> here) {
        var proven = listing.listed(here);
        arrivals.flush();
        tools.ledger().verified(order.id(), proven);
        tools.listener().complete(order.studyInstanceUID());
        tools.store().verified(order.id(), proven.size(), listing.verification(), remark(listing));
        return done();
    }

    /** What is to be said of a transfer that is verified. */
    private static Message remark(Listing listing) {
        if (listing.verification() == Verification.COUNT_ONLY) {
            return Message.of("retrieval.transfer.count-only", listing.claimed());
        }
        int listed = listing.instances().size();
        boolean miscounted = listing.claimed() != 0 && listing.claimed() != listed;
        return miscounted
                ? Message.of("retrieval.transfer.miscounted", listing.claimed(), listed)
                : Message.NONE;
    }

    /** Every way was tried, and not all is here. */
    private Ending shortOf(Listing listing) {
        var here = tools.archive().instances(order.studyInstanceUID());
        if (listing.verification() == Verification.COUNT_ONLY) {
            var message =
                    listing.expected() == 0
                            ? Message.of("retrieval.transfer.gone")
                            : Message.of(
                                    "retrieval.transfer.count-missing",
                                    here.size(),
                                    listing.expected());
            return again(message, List.of(), true);
        }
        if (listing.instances().isEmpty()) {
            return again(Message.of("retrieval.transfer.gone"), List.of(), true);
        }
        var missing = listing.missing(here);
        long series = missing.stream().map(ListedInstance::seriesInstanceUID).distinct().count();
        var message =
                Message.of(
                        arrivals.refusals().isEmpty()
                                ? "retrieval.transfer.missing"
                                : "retrieval.transfer.refused",
                        missing.size(),
                        listing.expected(),
                        series);
        return again(message, missing, !arrivals.refusals().isEmpty());
    }

    private Ending held() {
        boolean held =
                tools.queue()
                        .markHeld(
                                order.id(),
                                Message.of(Pause.ON_HOLD.messageKey()),
                                Pause.ON_HOLD.detail());
        tell();
        return held ? new Ending.Held() : new Ending.Again(Duration.ZERO);
    }

    private Ending spared(FetchWindows windows) {
        var now = tools.pace().now();
        var opens = windows.opens(now);
        tools.queue()
                .markSpared(
                        order.id(),
                        Message.of(
                                Pause.QUIET_HOURS.messageKey(),
                                opens.map(TransferJob::onTheClock).orElse("–")),
                        Pause.QUIET_HOURS.detail());
        tell();
        var wait = opens.map(open -> Duration.between(now, open)).orElse(LONGEST_SLEEP);
        return new Ending.NotYet(wait.compareTo(LONGEST_SLEEP) < 0 ? wait : LONGEST_SLEEP);
    }

    private static String onTheClock(Instant moment) {
        return CLOCK.format(moment.atZone(FetchWindows.ZONE));
    }

    private void tell() {
        tools.store().transfer(order.id()).ifPresent(tools.listener()::changed);
    }

    /**
     * Not an attempt that failed: it waits, however long, until the archive takes objects again, or
     * the source is spared no more, or a person lets it go on.
     */
    private Ending paused(FetchWindows windows) {
        var pause = arrivals.pause();
        tools.ledger().miss(order.id());
        arrivals.flush();
        if (pause == Pause.ON_HOLD) {
            return held();
        }
        if (pause == Pause.QUIET_HOURS) {
            return spared(windows);
        }
        LOG.error("transfer {} waits: {}", order.id(), pause.detail());
        tools.store()
                .state(
                        order.id(),
                        TransferState.RETRYING,
                        Message.of(pause.messageKey()),
                        pause.detail());
        arrivals.tell();
        return new Ending.Again(tools.policy().spaceDelay());
    }

    /**
     * Tries again later, or gives up.
     *
     * @param lasting whether what was found is likely to be found again, unless the source failed
     */
    private Ending again(Message found, List<ListedInstance> missing, boolean lasting) {
        arrivals.flush();
        tools.ledger().miss(order.id());
        if (isEdgeAway()) {
            return awaitEdge();
        }
        var fruitless = tools.store().fruitless(order.id(), brought, isLasting(lasting));
        boolean hopeless =
                !missing.isEmpty()
                        && missing.stream()
                                .allMatch(one -> arrivals.isRefusedForGood(one.sopInstanceUID()));
        var message = message(found);
        var wait = hopeless ? Optional.<Duration>empty() : wait(fruitless);
        if (wait.isEmpty()) {
            boolean nothing = tools.archive().instances(order.studyInstanceUID()).isEmpty();
            return end(
                    nothing ? TransferState.FAILED : TransferState.INCOMPLETE, message, detail());
        }
        tools.store().state(order.id(), TransferState.RETRYING, message, detail());
        arrivals.tell();
        return unlessAsked(wait.get());
    }

    /** What persons asked while the attempt failed does not wait for the next. */
    private Ending unlessAsked(Duration wait) {
        var asked = tools.queue().asked(order.id());
        if (asked.cancel()) {
            return cancelled();
        }
        return asked.held() ? held() : new Ending.Again(wait);
    }

    /** A source that is away or out of order comes back; one that knows us and refuses does not. */
    private boolean isLasting(boolean found) {
        return failures.isEmpty()
                ? found
                : failures.stream()
                        .allMatch(one -> one.reason() == SourceFailure.Reason.NOT_ALLOWED);
    }

    private Optional<Duration> wait(TransferStore.Fruitless fruitless) {
        var policy = tools.policy();
        var left =
                policy.isExhausted(fruitless.lasting())
                        ? Duration.ZERO
                        : tools.queue().neededAt(order.id()).map(this::left).orElse(Duration.ZERO);
        return policy.next(fruitless.attempts(), left);
    }

    private Duration left(Instant neededAt) {
        return Duration.between(tools.pace().now(), neededAt.plus(TransferPolicy.GRACE));
    }

    private Optional<SourceFailure> failure() {
        return failures.isEmpty() ? Optional.empty() : Optional.of(failures.getLast());
    }

    private boolean isEdgeAway() {
        return failure().map(SourceFailure::reason).stream()
                .anyMatch(reason -> reason == SourceFailure.Reason.EDGE_AWAY);
    }

    /**
     * Nor is this: a link that is cut for an hour is one that comes back. No forecast says when.
     */
    private Ending awaitEdge() {
        tools.store().stalled(order.id());
        tools.store().state(order.id(), TransferState.RETRYING, message(Message.NONE), detail());
        arrivals.tell();
        return unlessAsked(tools.policy().spaceDelay());
    }

    /** What the source did wrong says more than what is missing for it. */
    private Message message(Message found) {
        var reason = failure().map(failed -> Message.of(failed.messageKey()));
        return arrivals.refusals().isEmpty() ? reason.orElse(found) : found;
    }

    private String detail() {
        var words = failure().map(SourceFailure::detail).orElse("");
        var refusals = String.join("; ", arrivals.refusals().stream().distinct().limit(5).toList());
        return refusals.isEmpty() ? words : words.isEmpty() ? refusals : words + "; " + refusals;
    }

    private Ending end(TransferState state, Message message, String detail) {
        tools.store().state(order.id(), state, message, detail);
        return done();
    }

    private Ending done() {
        var ended = tools.store().transfer(order.id()).orElseThrow();
        tools.audit().record(TransferAudit.finished(order, ended));
        tools.listener().changed(ended);
        return new Ending.Done();
    }
}
