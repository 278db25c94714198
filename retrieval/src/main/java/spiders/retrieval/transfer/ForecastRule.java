// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.transfer;

import spiders.region.FetchWindows;
import spiders.region.Source;
import spiders.region.SourceDirectory;
import spiders.retrieval.Forecast;
import spiders.retrieval.store.TransferQueue.Measured;
import spiders.retrieval.store.TransferQueue.Standing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.UUID;

/**
 * Plays the queue of each source to its end: its transfers in the order in which they come, as many
 * at once as it takes, each at the speed of the last ones, none in quiet hours.
 */
public final class ForecastRule {

    /** Assumed of a source that has not brought three studies yet, in bytes a second. */
    static final double ASSUMED_LIKELY = 4e6;

    static final double ASSUMED_CAUTIOUS = 1e6;

    /** Assumed of an object of a source that has not brought any: a CT slice. */
    static final double ASSUMED_OBJECT = 526_000;

    /** Assumed of a study of which nobody said how many instances it has. */
    static final int ASSUMED_INSTANCES = 500;

    private final SourceDirectory directory;
    private final Map<String, Measured> measured;
    private final TransferPolicy policy;

    public ForecastRule(
            SourceDirectory directory, Map<String, Measured> measured, TransferPolicy policy) {
        this.directory = directory;
        this.measured = Map.copyOf(measured);
        this.policy = policy;
    }

    /**
     * A forecast for each transfer whose source is known.
     *
     * @param standing in the order in which they come
     */
    public Map<UUID, Forecast> forecasts(Instant now, List<Standing> standing) {
        var bySource = new LinkedHashMap<String, List<Standing>>();
        standing.forEach(
                one -> bySource.computeIfAbsent(one.source(), _ -> new ArrayList<>()).add(one));
        var forecasts = new HashMap<UUID, Forecast>();
        bySource.forEach((id, queue) ->
                directory
                        .source(id)
                        .ifPresent(source -> forecasts.putAll(ofSource(now, source, queue))));
        return Map.copyOf(forecasts);
    }

    private Map<UUID, Forecast> ofSource(Instant now, Source source, List<Standing> queue) {
        var known = Optional.ofNullable(measured.get(source.id()));
        double likely = known.map(Measured::likely).orElse(ASSUMED_LIKELY);
        double cautious = known.map(Measured::cautious).orElse(ASSUMED_CAUTIOUS);
        var soon = play(now, source, queue, likely);
        var late = play(now, source, queue, cautious);
        var forecasts = new HashMap<UUID, Forecast>();
        for (var one : queue) {
            forecasts.put(
                    one.id(),
                    new Forecast(
                            Optional.ofNullable(soon.get(one.id())),
                            Optional.ofNullable(late.get(one.id())),
                            known.isPresent(),
                            one.fruitless() > 0,
                            policy.isExhausted(one.fruitless())));
        }
        return forecasts;
    }

    /** When each ends; those that never do are left out. */
    private Map<UUID, Instant> play(
            Instant now, Source source, List<Standing> queue, double speed) {
        int turns = source.profile().associations();
        var free = new PriorityQueue<Instant>(Comparator.naturalOrder());
        for (int i = 0; i < turns; i++) {
            free.add(now);
        }
        var ends = new HashMap<UUID, Instant>();
        for (var one : queue) {
            if (free.isEmpty()) {
                break; // What is before it never ends.
            }
            var windows = one.hurried() ? FetchWindows.ALWAYS : source.profile().windows();
            windows.finish(free.remove(), bytes(source, one), speed, turns)
                    .ifPresent(end -> {
                        free.add(end);
                        ends.put(one.id(), end);
                    });
        }
        return ends;
    }

    /** What is still to come. */
    private double bytes(Source source, Standing one) {
        double object =
                one.received() > 0
                        ? (double) one.bytes() / one.received()
                        : Optional.ofNullable(measured.get(source.id()))
                                .map(Measured::object)
                                .orElse(ASSUMED_OBJECT);
        int instances = one.expected() > 0 ? one.expected() : ASSUMED_INSTANCES;
        return Math.max(1, instances - one.received()) * object;
    }
}
