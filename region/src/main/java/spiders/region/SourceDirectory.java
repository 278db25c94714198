// SPDX-License-Identifier: Apache-2.0
package spiders.region;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The sources of the configuration, and what each last answered to this node. */
public final class SourceDirectory {

    private final List<Source> sources;
    private final Map<String, SourceState> states = new ConcurrentHashMap<>();

    /** Refuses two sources of one id. */
    public SourceDirectory(List<Source> sources) {
        this.sources = List.copyOf(sources);
        var counts =
                this.sources.stream()
                        .collect(Collectors.groupingBy(Source::id, Collectors.counting()));
        counts.forEach(SourceDirectory::refuseDouble);
    }

    private static void refuseDouble(String id, long count) {
        if (count > 1) {
            throw new IllegalArgumentException("two sources are called " + id);
        }
    }

    public List<Source> all() {
        return sources;
    }

    /** Those that a search asks. */
    public List<Source> enabled() {
        return sources.stream().filter(Source::enabled).toList();
    }

    public Optional<Source> source(String id) {
        return sources.stream().filter(source -> source.id().equals(id)).findFirst();
    }

    /** Notes what a source just answered, for the page of sources. */
    public void report(String source, SourceState state) {
        states.put(source, state);
    }

    /** What the source last answered since this node started; empty if it was not asked. */
    public Optional<SourceState> state(String source) {
        return Optional.ofNullable(states.get(source));
    }
}
