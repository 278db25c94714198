// SPDX-License-Identifier: Apache-2.0
package spiders.edge;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import spiders.dicom.data.UID;
import spiders.dicom.net.AssociationRequest;
import spiders.edge.spool.Spool;
import spiders.region.FetchWindows;
import spiders.region.Retrieve;
import spiders.region.Source;
import spiders.region.SourceConnections;
import spiders.region.SourceFailedException;
import spiders.region.SourceFailure;
import spiders.retrieval.Pace;
import spiders.retrieval.edge.EdgeAnswer;
import spiders.retrieval.edge.EdgeOrder;
import spiders.retrieval.query.RefusedQuestionException;
import spiders.retrieval.query.SourceQuestions;
import spiders.retrieval.transfer.FetchUnit;
import spiders.retrieval.transfer.Fetcher;
import spiders.retrieval.transfer.GetFetcher;
import spiders.retrieval.transfer.InstanceLister;
import spiders.retrieval.transfer.MoveFetcher;
import spiders.retrieval.transfer.Throttle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Does the hub's orders at the sources, in the ways in which a hub itself does them. */
final class Errands {

    private static final Logger LOG = LoggerFactory.getLogger(Errands.class);

    private final SourceConnections connections;
    private final Spool spool;
    private final Outbox outbox;
    private final MoveDoor moves;
    private final Map<String, Semaphore> turns = new ConcurrentHashMap<>();
    private final Map<Limit, Throttle> throttles = new ConcurrentHashMap<>();
    private volatile List<Source> sources = List.of();

    /** Hospitals live by the clock of the machine. */
    private final Pace pace = Pace.of(Clock.systemUTC());

    private record Limit(String source, FetchWindows windows) {}

    Errands(SourceConnections connections, Spool spool, Outbox outbox, MoveDoor moves) {
        this.connections = connections;
        this.spool = spool;
        this.outbox = outbox;
        this.moves = moves;
    }

    /** The sources that there are from now on. */
    void sources(List<Source> known) {
        sources = List.copyOf(known);
        turns.clear();
    }

    /**
     * Does what is asked, and returns what is to be answered; nothing that a source does throws.
     */
    EdgeAnswer run(Errand errand) throws InterruptedException {
        try {
            return done(errand, source(errand.task().order().source()));
        } catch (RefusedQuestionException e) {
            return failed(errand, SourceFailure.of(e.operation(), e.status()));
        } catch (RuntimeException e) {
            var failure = SourceFailure.of(e);
            if (failure.reason() == SourceFailure.Reason.INTERNAL) {
                LOG.error("task {} failed", errand.task().id(), e);
            }
            return failed(errand, failure);
        }
    }

    private Source source(String id) {
        return sources.stream()
                .filter(source -> source.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new SourceFailedException(
                                new SourceFailure(
                                        SourceFailure.Reason.NO_CONNECTION,
                                        "the edge may not reach, or does not know, " + id)));
    }

    private static EdgeAnswer failed(Errand errand, SourceFailure failure) {
        return new EdgeAnswer.Failed(failure, errand.refused());
    }

    private EdgeAnswer done(Errand errand, Source source) throws InterruptedException {
        return switch (errand.task().order()) {
            case EdgeOrder.Echo _ -> echo(source);
            case EdgeOrder.Find find ->
                    new EdgeAnswer.Found(
                            new SourceQuestions(connections).find(source, find.asked(), _ -> true));
            case EdgeOrder.Listing(_, var study) -> list(source, study);
            case EdgeOrder.Fetch fetch -> fetch(errand, source, fetch);
        };
    }

    private EdgeAnswer echo(Source source) {
        var request = AssociationRequest.forEcho(connections.aeTitle());
        try (var association =
                connections.associate(source, request, source.profile().patience())) {
            var status = association.echo();
            var peer = association.peer();
            return new EdgeAnswer.Echoed(
                    "C-ECHO %s %s %s".formatted(status, peer.implementation(), peer.security()));
        }
    }

    private EdgeAnswer list(Source source, UID study) throws InterruptedException {
        var listing = new InstanceLister(connections).list(source, study);
        return new EdgeAnswer.Listed(
                listing.instances(), listing.claimed(), listing.verification());
    }

    private EdgeAnswer fetch(Errand errand, Source source, EdgeOrder.Fetch fetch)
            throws InterruptedException {
        var turn = turns.computeIfAbsent(source.id(), _ -> turns(source));
        if (!errand.awaitTurn(turn)) {
            return new EdgeAnswer.Fetched("dropped", errand.refused());
        }
        try {
            spool.begin(errand.task());
            return fetched(errand, source, fetch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            turn.release();
        }
    }

    private static Semaphore turns(Source source) {
        return new Semaphore(source.profile().associations(), true);
    }

    /** What came before a failure is sent all the same, and only then the failure is told. */
    private EdgeAnswer fetched(Errand errand, Source source, EdgeOrder.Fetch fetch)
            throws InterruptedException {
        var words = "";
        Optional<RuntimeException> failure = Optional.empty();
        try {
            words = fetchNow(errand, source, fetch);
        } catch (RuntimeException e) {
            failure = Optional.of(e);
        }
        errand.awaitSettled();
        if (failure.isPresent()) {
            throw failure.get();
        }
        return new EdgeAnswer.Fetched(words, errand.refused());
    }

    private String fetchNow(Errand errand, Source source, EdgeOrder.Fetch fetch)
            throws InterruptedException {
        var units = fetch.units().stream().map(Errands::read).toList();
        var task = new Fetcher.Task(source, fetch.study(), units, fetch.classes());
        var arrivals = new SpoolArrivals(errand, spool, outbox, spared(source, fetch));
        return switch (fetch.way()) {
            case Retrieve.GET -> new GetFetcher(connections).fetch(task, arrivals);
            case Retrieve.MOVE ->
                    moves.during(
                            source,
                            errand,
                            arrivals,
                            () -> new MoveFetcher(connections).fetch(task, arrivals));
            case Retrieve.WADO -> throw new IllegalArgumentException("an edge speaks DIMSE");
        };
    }

    /** What is fetched from a source under the same windows shares their limit. */
    private SpoolArrivals.Spared spared(Source source, EdgeOrder.Fetch fetch) {
        var windows = new FetchWindows(fetch.windows());
        var limit = new Limit(source.id(), windows);
        var throttle = throttles.computeIfAbsent(limit, _ -> new Throttle(windows, pace));
        return new SpoolArrivals.Spared(windows, throttle);
    }

    private static FetchUnit read(EdgeOrder.Unit unit) {
        if (unit.series().isEmpty()) {
            return new FetchUnit.WholeStudy();
        }
        var series = unit.series().getFirst();
        return unit.instances().isEmpty()
                ? new FetchUnit.WholeSeries(series)
                : new FetchUnit.Named(series, unit.instances());
    }
}
