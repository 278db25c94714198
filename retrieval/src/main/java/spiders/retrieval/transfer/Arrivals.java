// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.transfer;

import spiders.archive.Archive;
import spiders.archive.Ingested;
import spiders.archive.Origin;
import spiders.archive.Refusal;
import spiders.archive.StoredInstance;
import spiders.dicom.data.UID;
import spiders.dicom.net.Status;
import spiders.dicom.net.StoreRequest;
import spiders.region.FetchWindows;
import spiders.retrieval.Transfer;
import spiders.retrieval.store.InstanceLedger;
import spiders.retrieval.store.Progress;
import spiders.retrieval.store.TransferOrder;
import spiders.retrieval.store.TransferQueue;
import spiders.retrieval.store.TransferStore;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Hands what arrives for one transfer to the archive, and keeps the ledger of it. The archive is
 * what counts; the ledger follows it a moment later.
 */
final class Arrivals implements Incoming {

    private static final Set<Refusal> FOR_GOOD =
            Set.of(Refusal.DIFFERS, Refusal.REJECTED, Refusal.OTHER_PATIENT);

    private final TransferTools tools;
    private final TransferOrder order;
    private final Cancellation cancellation;
    private final Throttle throttle;
    private final FetchWindows windows;
    private final Origin origin;
    private final Transfer before;
    private final long start = System.nanoTime();
    private final Map<UID, StoredInstance> held = new HashMap<>();
    private final List<StoredInstance> unwritten = new ArrayList<>();
    private final Set<UID> expected = new HashSet<>();
    private final Set<UID> refusedForGood = new HashSet<>();
    private final List<String> refusals = new ArrayList<>();
    private int expectedCount;
    private int fetched;
    private Pause pause = Pause.NONE;
    private boolean hurried;
    private long told;

    Arrivals(
            TransferTools tools,
            TransferOrder order,
            Transfer before,
            Cancellation cancellation,
            Throttle throttle) {
        this.throttle = throttle;
        this.windows = windows(tools, order);
        this.tools = tools;
        this.order = order;
        this.before = before;
        this.cancellation = cancellation;
        this.origin = new Origin(order.source(), order.authority());
        this.fetched = before.counts().fetched();
    }

    private static FetchWindows windows(TransferTools tools, TransferOrder order) {
        return tools.directory()
                .source(order.source())
                .map(source -> source.profile().windows())
                .orElse(FetchWindows.ALWAYS);
    }

    /** Starts a round: what the source lists, and what of it is here already. */
    void begin(Listing listing, List<StoredInstance> here) {
        flush();
        expected.clear();
        listing.instances().forEach(instance -> expected.add(instance.sopInstanceUID()));
        expectedCount = listing.expected();
        refusals.clear();
        refusedForGood.clear();
        pause = Pause.NONE;
        ledger().expect(order.id(), listing.instances());
        held.clear();
        listing.listed(here).forEach(instance -> held.put(instance.sopInstanceUID(), instance));
        ledger().received(order.id(), held.values());
        tell();
    }

    /** Takes an object that comes by C-GET. */
    @Override
    public Status take(StoreRequest request, InputStream dataSet)
            throws IOException, InterruptedException {
        var taken =
                archive()
                        .ingest(
                                origin,
                                request.sopClassUID(),
                                request.sopInstanceUID(),
                                request.transferSyntax(),
                                slowed(dataSet));
        note(taken, Optional.of(request.sopInstanceUID()));
        return status(taken);
    }

    private static Status status(Ingested taken) {
        return switch (taken) {
            case Ingested.Stored _, Ingested.AlreadyThere _ -> Status.SUCCESS;
            case Ingested.KeptApart _ -> Status.of(0xB000);
            case Ingested.Refused(var reason, _) ->
                    Pause.of(reason) != Pause.NONE
                            ? Status.OUT_OF_RESOURCES
                            : Status.CANNOT_UNDERSTAND.withComment(reason.name());
        };
    }

    /** Takes an object that comes by WADO-RS. */
    @Override
    public void takePart10(InputStream part10) throws IOException, InterruptedException {
        var taken = archive().ingestPart10(origin, slowed(part10));
        note(taken, Optional.empty());
    }

    private InputStream slowed(InputStream object) {
        return hurried ? object : throttle.of(object);
    }

    private void note(Ingested taken, Optional<UID> announced) {
        switch (taken) {
            case Ingested.Stored(var instance) -> arrived(instance);
            case Ingested.AlreadyThere(var instance) -> arrived(instance);
            case Ingested.KeptApart _ ->
                    refused(Refusal.DIFFERS, "kept apart until somebody has chosen", announced);
            case Ingested.Refused(var reason, var message) -> refused(reason, message, announced);
        }
        tellNowAndThen();
    }

    private void arrived(StoredInstance instance) {
        fetched++;
        if (!instance.studyInstanceUID().equals(order.studyInstanceUID())) {
            refusals.add("an object of another study came: " + instance.studyInstanceUID());
            return;
        }
        if (held.put(instance.sopInstanceUID(), instance) == null) {
            unwritten.add(instance);
        }
    }

    private void refused(Refusal reason, String message, Optional<UID> announced) {
        if (pauses(reason)) {
            return;
        }
        fetched++;
        refusals.add(reason + ": " + message);
        announced.ifPresent(sop -> ledger().refused(order.id(), sop, reason + ": " + message));
        if (FOR_GOOD.contains(reason)) {
            announced.ifPresent(refusedForGood::add);
        }
    }

    /** Looks into the archive, for objects that take another road: those of a C-MOVE. */
    @Override
    public void look() {
        if (!isTimeToTell()) {
            return;
        }
        lookNow();
    }

    @Override
    public void lookNow() {
        for (var instance : archive().instances(order.studyInstanceUID())) {
            if (held.put(instance.sopInstanceUID(), instance) == null) {
                unwritten.add(instance);
                fetched++;
            }
        }
        tell();
    }

    /** Notes what an edge says of an object that was sent to the archive by it. */
    void refusedByEdge(UID sopInstance, Refusal reason, String message) {
        refused(reason, message, Optional.of(sopInstance));
    }

    /** Where the objects come from, as the archive is to note it. */
    Origin origin() {
        return origin;
    }

    private boolean pauses(Refusal reason) {
        var found = Pause.of(reason);
        if (found == Pause.NONE) {
            return false;
        }
        pause = found;
        return true;
    }

    /** Looks whether the archive takes anything from the source, before it is asked. */
    void lookAhead() {
        archive().refusal(origin).ifPresent(this::pauses);
    }

    /**
     * Looks whether the archive could not take objects that were sent to it by another road; where
     * the source does not say which it sends, every one counts.
     */
    @Override
    public void lookForRoom(Instant since) {
        boolean byName = !expected.isEmpty();
        archive().shortage(since, sop -> !byName || expected.contains(sop)).ifPresent(this::pauses);
    }

    /** Whether the transfer is to wait for the archive. */
    @Override
    public boolean isPaused() {
        return pause != Pause.NONE;
    }

    Pause pause() {
        return pause;
    }

    /** Why objects were refused, in the archive's words. */
    List<String> refusals() {
        return List.copyOf(refusals);
    }

    /** Whether fetching it again would end in the same refusal. */
    boolean isRefusedForGood(UID sopInstance) {
        return refusedForGood.contains(sopInstance);
    }

    /** Whether a person has said that it passes what its source is spared. */
    boolean isHurried() {
        return hurried;
    }

    @Override
    public boolean isCancelled() {
        return cancellation.isCancelled();
    }

    private void tellNowAndThen() {
        if (isTimeToTell()) {
            tell();
        }
    }

    private boolean isTimeToTell() {
        return System.nanoTime() - told >= tools.policy().progressEvery().toNanos();
    }

    /** Writes down what is not, and tells the listener. */
    void tell() {
        told = System.nanoTime();
        flush();
        heed(tools.queue().asked(order.id()));
        store().transfer(order.id()).ifPresent(tools.listener()::changed);
    }

    private void heed(TransferQueue.Asked asked) {
        hurried = asked.hurried();
        if (asked.cancel()) {
            cancellation.cancel();
        } else if (asked.held()) {
            pause = Pause.ON_HOLD;
        } else if (!hurried && windows.isQuiet(tools.pace().now())) {
            pause = Pause.QUIET_HOURS;
        }
    }

    void flush() {
        if (!unwritten.isEmpty()) {
            ledger().received(order.id(), unwritten);
            unwritten.clear();
        }
        store().progress(order.id(), progress());
    }

    private Progress progress() {
        boolean byName = !expected.isEmpty();
        var here =
                held.values().stream()
                        .filter(one -> !byName || expected.contains(one.sopInstanceUID()))
                        .toList();
        long bytes = here.stream().mapToLong(StoredInstance::length).sum();
        var running = before.timing().running().plus(tools.pace().since(start));
        return new Progress(expectedCount, here.size(), refusals.size(), fetched, bytes, running);
    }

    private Archive archive() {
        return tools.archive();
    }

    private InstanceLedger ledger() {
        return tools.ledger();
    }

    private TransferStore store() {
        return tools.store();
    }
}
