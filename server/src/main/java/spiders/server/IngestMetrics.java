// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import spiders.archive.Origin;
import spiders.archive.StoredInstance;
import spiders.archive.StoredListener;
import spiders.region.Source;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts what is stored, by the configured source that sent it; all others count as one. */
final class IngestMetrics implements StoredListener {

    private static final String OTHERS = "other";

    private final MeterRegistry registry;
    private final Map<String, String> sources = new HashMap<>();

    IngestMetrics(MeterRegistry registry, List<Source> sources) {
        this.registry = registry;
        for (var source : sources) {
            this.sources.put(source.id(), source.id());
            source.node().ifPresent(node -> this.sources.put(node.aeTitle().value(), source.id()));
        }
    }

    @Override
    public void stored(Origin origin, StoredInstance instance) {
        var source = sources.getOrDefault(origin.name(), OTHERS);
        counter("spiders.ingest.objects", "Objects stored", source).increment();
        counter("spiders.ingest.bytes", "Bytes of their data sets", source)
                .increment((double) instance.length());
    }

    private Counter counter(String name, String meaning, String source) {
        return Counter.builder(name).description(meaning).tag("source", source).register(registry);
    }
}
