// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.edge;

import spiders.dicom.data.UID;
import spiders.region.Source;
import spiders.region.SourceFailedException;
import spiders.region.SourceFailure;
import spiders.retrieval.edge.store.EdgeTaskTable;
import spiders.retrieval.edge.store.EdgeTaskTable.NewTask;
import spiders.retrieval.edge.store.EdgeTaskTable.State;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import javax.sql.DataSource;

/** What is asked of edges: put down here, taken by the edge's next call at any node of the hub. */
public final class EdgeTasks {

    /** How long an edge's call is held while there is nothing to say to it. */
    public static final Duration HOLD = Duration.ofSeconds(25);

    /** An edge that was not heard of for this long is away. */
    public static final Duration AWAY = Duration.ofSeconds(60);

    private static final Duration FETCH_KEPT = Duration.ofDays(7);
    private static final Duration FOR_THE_WAY = Duration.ofSeconds(5);
    private static final int GRACE = 5;
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final int LOOKS = 5;
    private static final Duration NOTE_EVERY = Duration.ofSeconds(5);

    private final EdgeTaskTable table;
    private final Clock clock;
    private final AtomicLong told = new AtomicLong();

    public EdgeTasks(DataSource database, Clock clock) {
        this.table = new EdgeTaskTable(database);
        this.clock = clock;
    }

    /**
     * Has the edge of a source do something, and returns what it answers.
     *
     * @throws SourceFailedException when the edge is away, does not answer in time, or says that
     *     the source failed
     */
    public EdgeAnswer ask(Source source, EdgeOrder order, Duration patience)
            throws InterruptedException {
        var edge = source.edge().orElseThrow().edge();
        refuseAway(edge);
        table.removeEnded(clock.instant());
        var id = add(edge, order, "", "", patience.multipliedBy(GRACE));
        try {
            return answerWithin(id, edge, patience);
        } finally {
            table.remove(id);
        }
    }

    /**
     * Has the edge of a source ask whether it is there, and returns what it said.
     *
     * @throws SourceFailedException as {@link #ask}
     */
    public String echo(Source source) throws InterruptedException {
        var patience = source.profile().patience().plus(FOR_THE_WAY);
        if (ask(source, new EdgeOrder.Echo(source.id()), patience)
                instanceof EdgeAnswer.Echoed(var said)) {
            return said;
        }
        throw new SourceFailedException(
                new SourceFailure(SourceFailure.Reason.NONSENSE, "the edge answered otherwise"));
    }

    private EdgeAnswer answerWithin(UUID id, String edge, Duration patience)
            throws InterruptedException {
        var asked = clock.instant();
        long end = System.nanoTime() + patience.toNanos();
        var state = State.WAITING;
        while (System.nanoTime() < end) {
            var standing = table.standing(id).orElseThrow();
            state = standing.state();
            if (state == State.DONE) {
                return heard(standing.answer());
            }
            Thread.sleep(LOOK);
        }
        boolean isSilent = lastSeen(edge).filter(seen -> seen.isAfter(asked)).isEmpty();
        if (state == State.WAITING || isSilent) {
            throw away(edge);
        }
        throw new SourceFailedException(
                new SourceFailure(
                        SourceFailure.Reason.NO_ANSWER,
                        "edge %s has the question, and did not answer within %d ms"
                                .formatted(edge, patience.toMillis())));
    }

    private static EdgeAnswer heard(String text) {
        var answer = EdgeJson.read(text, EdgeAnswer.class);
        if (answer instanceof EdgeAnswer.Failed(var failure, var refused) && refused.isEmpty()) {
            throw new SourceFailedException(failure);
        }
        return answer;
    }

    /**
     * Has the edge of a source fetch. Where it is fetching objects of the study from there already,
     * that goes on, and no second time.
     *
     * @param authority the domain in which the objects' Patient IDs are read
     */
    public UUID fetch(Source source, EdgeOrder.Fetch order, String authority) {
        var edge = source.edge().orElseThrow().edge();
        refuseAway(edge);
        return table.openFetch(edge, source.id(), order.study(), clock.instant())
                .orElseGet(() -> add(edge, order, authority, order.study().value(), FETCH_KEPT));
    }

    /** What became of a fetching task; empty while the edge is at it. */
    public Optional<EdgeAnswer> ended(UUID fetch) {
        var standing = table.standing(fetch);
        if (standing.isEmpty() || standing.get().state() == State.DROPPED) {
            return Optional.of(new EdgeAnswer.Fetched("dropped", List.of()));
        }
        return standing.filter(found -> found.state() == State.DONE)
                .map(found -> EdgeJson.read(found.answer(), EdgeAnswer.class));
    }

    /** Has the edge of a source stop fetching objects of the study, or not begin. */
    public void dropFetches(String source, UID study) {
        table.dropFetches(source, study);
        told.incrementAndGet();
    }

    private UUID add(String edge, EdgeOrder order, String authority, String study, Duration kept) {
        var id = UUID.randomUUID();
        var now = clock.instant();
        table.add(
                new NewTask(
                        id,
                        edge,
                        order.source(),
                        authority,
                        study,
                        kind(order),
                        EdgeJson.write(order),
                        now,
                        now.plus(kept)));
        told.incrementAndGet();
        return id;
    }

    private static String kind(EdgeOrder order) {
        return switch (order) {
            case EdgeOrder.Echo _ -> "ECHO";
            case EdgeOrder.Find _ -> "FIND";
            case EdgeOrder.Listing _ -> "LIST";
            case EdgeOrder.Fetch _ -> "FETCH";
        };
    }

    /** Throws where the edge of a source has not been heard of for a while. */
    public void refuseAway(Source source) {
        refuseAway(source.edge().orElseThrow().edge());
    }

    private void refuseAway(String edge) {
        if (lastSeen(edge).filter(seen -> seen.isAfter(clock.instant().minus(AWAY))).isEmpty()) {
            throw away(edge);
        }
    }

    private SourceFailedException away(String edge) {
        var since =
                lastSeen(edge)
                        .map(seen -> "not heard of since %tFT%<tTZ".formatted(utc(seen)))
                        .orElse("never heard of");
        return new SourceFailedException(
                new SourceFailure(
                        SourceFailure.Reason.EDGE_AWAY,
                        String.format(Locale.ROOT, "edge %s: %s", edge, since)));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** When an edge was last heard of, at any node. */
    public Optional<Instant> lastSeen(String edge) {
        return table.lastSeen(edge);
    }

    // --- What edges say, by the door -----------------------------------------------------------

    /** Returns what there is to say to an edge, as soon as there is something. */
    public EdgePoll.Reply poll(String edge, EdgePoll poll, EdgeSettings newest, Duration hold)
            throws InterruptedException {
        table.seen(edge, clock.instant(), poll.settings(), poll.spooled());
        long end = System.nanoTime() + hold.toNanos();
        while (true) {
            long toldBefore = told.get();
            var reply = reply(edge, poll, newest);
            if (reply.saysSomething() || System.nanoTime() >= end) {
                return reply;
            }
            await(toldBefore);
        }
    }

    private EdgePoll.Reply reply(String edge, EdgePoll poll, EdgeSettings newest) {
        var tasks =
                table.give(edge, poll.holding(), clock.instant()).stream()
                        .map(given -> new EdgePoll.Given(given.id(), given.order()))
                        .toList();
        boolean isNewest = poll.settings().equals(newest.version());
        return new EdgePoll.Reply(
                tasks,
                table.notAwaited(edge, poll.holding()),
                isNewest ? List.of() : List.of(EdgeJson.tree(newest)));
    }

    /** Whether this edge has such a task, and an answer to it is waited for. */
    public boolean isOpen(String edge, UUID task) {
        return table.notAwaited(edge, Set.of(task)).isEmpty();
    }

    /** Keeps what an edge answers; false where it has no such task. */
    public boolean answered(String edge, UUID task, EdgeAnswer answer) {
        return table.answer(edge, task, EdgeJson.write(answer));
    }

    /** Whose objects may come under the task, if it is a fetching one of this edge. */
    public Optional<EdgeTaskTable.Fetching> fetching(String edge, UUID task) {
        return table.fetching(edge, task);
    }

    /** Notes that objects come from an edge, now and then. */
    public void heardOf(String edge) {
        var now = clock.instant();
        if (lastSeen(edge).filter(seen -> seen.isAfter(now.minus(NOTE_EVERY))).isEmpty()) {
            table.seen(edge, now);
        }
    }

    /** Another node may have put something down, which only the table says. */
    private void await(long toldBefore) throws InterruptedException {
        for (int look = 0; look < LOOKS && told.get() == toldBefore; look++) {
            Thread.sleep(LOOK);
        }
    }
}
