// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.transfer;

import spiders.dicom.data.UID;
import spiders.region.Retrieve;
import spiders.region.Source;
import spiders.region.SourceFailedException;
import spiders.region.SourceFailure;
import spiders.retrieval.edge.EdgeAnswer;
import spiders.retrieval.edge.EdgeOrder;
import spiders.retrieval.edge.EdgeTasks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Has the edge of a source list and fetch: it sends the objects to the hub's door for edges, and
 * our archive says what came.
 */
final class EdgeFetcher {

    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration FOR_A_LIST = Duration.ofMinutes(2);

    private final EdgeTasks tasks;

    EdgeFetcher(EdgeTasks tasks) {
        this.tasks = tasks;
    }

    /** As {@link InstanceLister#list}. */
    Listing list(Source source, UID study) throws InterruptedException {
        var order = new EdgeOrder.Listing(source.id(), study);
        if (tasks.ask(source, order, FOR_A_LIST)
                instanceof EdgeAnswer.Listed(var instances, var claimed, var verification)) {
            return new Listing(instances, claimed, verification);
        }
        throw nonsense();
    }

    /** As {@link Fetcher#fetch}, by a way that the edge itself goes. */
    String fetch(Retrieve way, Fetcher.Task task, Arrivals arrivals) throws InterruptedException {
        var order =
                new EdgeOrder.Fetch(
                        task.source().id(),
                        task.study(),
                        way,
                        task.units().stream().map(EdgeFetcher::written).toList(),
                        task.classes(),
                        arrivals.isHurried()
                                ? List.of()
                                : task.source().profile().windows().windows());
        var start = Instant.now();
        var id = tasks.fetch(task.source(), order, arrivals.origin().assigningAuthority());
        try {
            return awaited(id, task.source(), arrivals, start);
        } finally {
            arrivals.lookForRoom(start);
            arrivals.lookNow();
        }
    }

    private static EdgeOrder.Unit written(FetchUnit unit) {
        return switch (unit) {
            case FetchUnit.WholeStudy() -> new EdgeOrder.Unit(List.of(), List.of());
            case FetchUnit.WholeSeries(var series) ->
                    new EdgeOrder.Unit(List.of(series), List.of());
            case FetchUnit.Named(var series, var instances) ->
                    new EdgeOrder.Unit(List.of(series), instances);
        };
    }

    /**
     * An archive that takes nothing for now leaves the edge at it: the next attempt finds it so.
     */
    private String awaited(UUID id, Source source, Arrivals arrivals, Instant start)
            throws InterruptedException {
        while (true) {
            var ended = tasks.ended(id);
            if (ended.isPresent()) {
                arrivals.lookNow();
                return heard(ended, arrivals);
            }
            if (arrivals.isCancelled()) {
                return "cancelled";
            }
            if (arrivals.isPaused()) {
                return "the edge goes on when there is room";
            }
            tasks.refuseAway(source);
            Thread.sleep(LOOK);
            arrivals.look();
            arrivals.lookForRoom(start);
        }
    }

    private static String heard(Optional<EdgeAnswer> ended, Arrivals arrivals) {
        return switch (ended.orElseThrow()) {
            case EdgeAnswer.Fetched(var words, var refused) -> {
                refused.forEach(one -> note(one, arrivals));
                yield words;
            }
            case EdgeAnswer.Failed(var failure, var refused) -> {
                refused.forEach(one -> note(one, arrivals));
                throw new SourceFailedException(failure);
            }
            case EdgeAnswer.Echoed _, EdgeAnswer.Found _, EdgeAnswer.Listed _ -> throw nonsense();
        };
    }

    private static void note(EdgeAnswer.RefusedObject refused, Arrivals arrivals) {
        arrivals.refusedByEdge(refused.sopInstanceUID(), refused.reason(), refused.message());
    }

    private static SourceFailedException nonsense() {
        return new SourceFailedException(
                new SourceFailure(SourceFailure.Reason.NONSENSE, "the edge answered otherwise"));
    }
}
