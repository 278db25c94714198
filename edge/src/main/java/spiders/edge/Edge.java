// SPDX-License-Identifier: Apache-2.0
package spiders.edge;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import spiders.dicom.net.NetworkOptions;
import spiders.dicom.net.TLS;
import spiders.dicom.web.WebOptions;
import spiders.edge.link.HubLink;
import spiders.edge.link.LinkDownException;
import spiders.edge.spool.Spool;
import spiders.region.Source;
import spiders.region.SourceConnections;
import spiders.region.SourceFailure;
import spiders.region.WebProtection;
import spiders.retrieval.edge.EdgeAnswer;
import spiders.retrieval.edge.EdgeOrder;
import spiders.retrieval.edge.EdgePoll;
import spiders.retrieval.edge.EdgeSettings;
import spiders.retrieval.edge.EdgeTask;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * A running edge. It calls, and is called by nobody but the PACS that answer its C-MOVE; what it
 * needs beyond its configuration it is told by the hub, and keeps for the next start.
 */
public final class Edge implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Edge.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final EdgeConfiguration configuration;
    private final HubLink link;
    private final Spool spool;
    private final Outbox outbox;
    private final MoveDoor moves;
    private final Errands errands;
    private final KeptSettings kept;
    private final Map<UUID, Errand> holding = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile EdgeSettings settings = EdgeSettings.NONE;

    /** The version last heard of, usable or not: said to the hub, it says that one no more. */
    private volatile String heard = "";

    private volatile boolean closed;

    /**
     * Starts an edge; it takes up what an earlier run left.
     *
     * @throws IOException when a file cannot be used, or a port cannot be had
     */
    public static Edge start(EdgeConfiguration configuration) throws IOException {
        var edge = new Edge(configuration);
        edge.kept.read().ifPresent(edge::applyKept);
        for (var left : edge.spool.left()) {
            edge.takeUp(left);
        }
        edge.threads.execute(edge::poll);
        return edge;
    }

    private Edge(EdgeConfiguration configuration) throws IOException {
        this.configuration = configuration;
        var files = new EdgeProtection(configuration);
        this.spool = Spool.open(configuration.spool(), configuration.spoolBytes());
        this.kept = new KeptSettings(configuration.spool());
        this.link = new HubLink(configuration.hub(), files.hub());
        this.outbox = new Outbox(link, spool);
        var network = NetworkOptions.defaults().withTLS(files.dicom());
        this.moves =
                new MoveDoor(
                        configuration.aeTitle(),
                        configuration.bind(),
                        configuration.port(),
                        network.withTLS(TLS.none()));
        var connections =
                new SourceConnections(
                        configuration.aeTitle(),
                        network,
                        WebOptions.DEFAULT,
                        WebProtection.of(TLS.none()));
        this.errands = new Errands(connections, spool, outbox, moves);
    }

    /** Where PACS send to, if they may. */
    public OptionalInt port() {
        return moves.port();
    }

    /** The version of the settings that it goes by; "" before the hub has said any. */
    public String settings() {
        return settings.version();
    }

    private void poll() {
        int failures = 0;
        try {
            while (!closed) {
                try {
                    hear(link.poll(new EdgePoll(heard, awaited(), spool.held())));
                    failures = 0;
                } catch (RuntimeException | Error e) {
                    LOG.error("a call to the hub failed", e);
                    Thread.sleep(wait(++failures));
                } catch (LinkDownException e) {
                    if (failures++ == 0 && !closed) {
                        LOG.warn("the hub is not reached: {}", e.getMessage());
                    }
                    Thread.sleep(wait(failures));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Without what was dropped and is being ended: the hub would say so again at once. */
    private Set<UUID> awaited() {
        return holding.entrySet().stream()
                .filter(held -> !held.getValue().isDropped())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Not all edges at once, when a hub comes back. */
    private static Duration wait(int failures) {
        var doubled = FIRST_WAIT.multipliedBy(1L << Math.min(failures, 8));
        var most = doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
        return Duration.ofMillis(
                ThreadLocalRandom.current().nextLong(most.toMillis() / 2, most.toMillis()));
    }

    private void hear(EdgePoll.Reply reply) {
        reply.version().ifPresent(version -> keep(version, reply));
        for (var id : reply.dropped()) {
            var errand = holding.get(id);
            if (errand != null) {
                errand.drop();
            }
        }
        reply.tasks().forEach(this::begin);
    }

    private void begin(EdgePoll.Given given) {
        try {
            var errand = new Errand(given.task());
            if (holding.putIfAbsent(given.id(), errand) == null) {
                threads.execute(() -> run(errand));
            }
        } catch (IllegalArgumentException e) {
            LOG.error("task {} is not understood", given.id(), e);
            var errand = new Errand(new EdgeTask(given.id(), new EdgeOrder.Echo("")));
            var words = "this edge does not understand the order";
            if (holding.putIfAbsent(given.id(), errand) == null) {
                threads.execute(() -> end(errand, () -> failed(errand, words)));
            }
        }
    }

    private static EdgeAnswer failed(Errand errand, String words) {
        var failure = new SourceFailure(SourceFailure.Reason.NONSENSE, words);
        return new EdgeAnswer.Failed(failure, errand.refused());
    }

    private void applyKept(EdgeSettings last) {
        try {
            apply(last);
            heard = last.version();
        } catch (IllegalArgumentException e) {
            LOG.warn("the settings that were kept cannot be used: {}", e.getMessage());
        }
    }

    /** What cannot be used leaves the edge at what it had; the tasks of the reply are begun. */
    private void keep(String version, EdgePoll.Reply reply) {
        heard = version;
        try {
            var newest = reply.read().orElseThrow();
            apply(newest);
            kept.write(newest);
            LOG.info("settings {}: {} sources", version, newest.sources().size());
        } catch (IllegalArgumentException | IOException e) {
            LOG.error("settings {} cannot be used: {}", version, e.getMessage());
        }
    }

    private void apply(EdgeSettings newest) {
        var sources = new ArrayList<Source>();
        for (var one : newest.sources()) {
            if (configuration.hosts().isEmpty() || configuration.hosts().contains(one.host())) {
                sources.add(one.source());
            } else {
                LOG.error("source {}: {} is not among hosts", one.id(), one.host());
            }
        }
        errands.sources(sources);
        outbox.senders(newest.senders());
        settings = newest;
    }

    private void run(Errand errand) {
        end(errand, () -> errands.run(errand));
    }

    /** What an errand comes to. */
    private interface Outcome {
        EdgeAnswer get() throws InterruptedException;
    }

    /** However it ends, it is held no longer; what is unanswered then, the hub gives once more. */
    private void end(Errand errand, Outcome outcome) {
        try {
            deliver(errand, outcome.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            LOG.error("task {} came to no end", errand.task().id(), e);
        } finally {
            holding.remove(errand.task().id());
        }
    }

    /** What an earlier run had brought is sent; what it had not, the hub orders anew. */
    private void takeUp(Spool.Left left) {
        var errand = new Errand(left.task());
        holding.put(left.task().id(), errand);
        left.objects()
                .forEach(object -> {
                    errand.kept();
                    outbox.add(errand, object);
                });
        threads.execute(() -> end(errand, () -> finish(errand)));
    }

    private static EdgeAnswer finish(Errand errand) throws InterruptedException {
        errand.awaitSettled();
        return new EdgeAnswer.Fetched("the edge was restarted", errand.refused());
    }

    /** Until the hub has the answer, or wants none; what it has, it waits for no more. */
    private void deliver(Errand errand, EdgeAnswer answer) throws InterruptedException {
        var said = answer;
        for (int failures = 0; !closed && !errand.isDropped(); failures++) {
            try {
                link.answer(errand.task().id(), said);
                break;
            } catch (LinkDownException e) {
                if (e.isRefusal()) {
                    LOG.error("task {}: {} to its answer", errand.task().id(), e.getMessage());
                    if (said instanceof EdgeAnswer.Failed) {
                        break;
                    }
                    said = failed(errand, "the hub refused the edge's answer");
                }
                Thread.sleep(wait(failures));
            }
        }
        if (!closed) {
            forget(errand);
        }
    }

    private void forget(Errand errand) {
        boolean hasFiles = errand.task().order() instanceof EdgeOrder.Fetch;
        try {
            if (hasFiles) {
                spool.remove(errand.task().id());
            }
        } catch (IOException e) {
            LOG.error("task {} stays in the spool", errand.task().id(), e);
        }
    }

    @Override
    public void close() {
        closed = true;
        link.close();
        moves.close();
        outbox.close();
        threads.shutdownNow();
        threads.close();
        try {
            spool.close();
        } catch (IOException e) {
            LOG.warn("the spool is not closed", e);
        }
    }
}
