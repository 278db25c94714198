// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;

import spiders.archive.Origin;
import spiders.archive.Refusal;
import spiders.archive.StoredInstance;
import spiders.archive.StoredListener;
import spiders.region.Source;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Counts what is stored and what is refused, by the configured source that sent it; all others
 * count as one.
 */
final class IngestMetrics implements StoredListener {

    private static final String OTHERS = "other";
    private static final double[] GROUPS = {1, 2, 4, 8, 16, 32, 64, 128, 256};

    private final MeterRegistry registry;
    private final DistributionSummary groups;
    private final Map<String, String> sources = new HashMap<>();

    IngestMetrics(MeterRegistry registry, List<Source> sources) {
        this.registry = registry;
        this.groups =
                DistributionSummary.builder("spiders.ingest.group.objects")
                        .description("Objects that became durable in one commit of the index")
                        .serviceLevelObjectives(GROUPS)
                        .register(registry);
        for (var source : sources) {
            this.sources.put(source.id(), source.id());
            source.node().ifPresent(node -> this.sources.put(node.aeTitle().value(), source.id()));
        }
        for (var refusal : Refusal.values()) {
            refused(OTHERS, refusal);
        }
    }

    @Override
    public void stored(Origin origin, StoredInstance instance) {
        var source = source(origin);
        counter("spiders.ingest.objects", "Objects stored", source).increment();
        counter("spiders.ingest.bytes", "Bytes of their data sets", source)
                .increment((double) instance.length());
    }

    @Override
    public void refused(Origin origin, Refusal reason) {
        refused(source(origin), reason).increment();
    }

    @Override
    public void committed(int objects) {
        groups.record(objects);
    }

    private String source(Origin origin) {
        return sources.getOrDefault(origin.name(), OTHERS);
    }

    private Counter counter(String name, String meaning, String source) {
        return Counter.builder(name).description(meaning).tag("source", source).register(registry);
    }

    private Counter refused(String source, Refusal reason) {
        return Counter.builder("spiders.ingest.refused")
                .description("Objects refused, each time they came")
                .tag("source", source)
                .tag("reason", reason.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .register(registry);
    }
}
