// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Collects values; what is not a finite number stands for undefined until it leaves. */
final class Values {

    private final List<FeatureValue> found = new ArrayList<>();

    /**
     * What all parts put, in their order. Each thread takes the next part when it has done one:
     * they differ so much that halves of the list would not.
     */
    static List<FeatureValue> of(List<Consumer<Values>> parts) {
        var results = Stream.generate(Values::new).limit(parts.size()).toList();
        var next = new AtomicInteger();
        int threads = Math.min(parts.size(), ForkJoinPool.getCommonPoolParallelism() + 1);
        IntStream.range(0, threads).parallel().forEach(_ -> run(parts, results, next));
        return results.stream().flatMap(values -> values.found.stream()).toList();
    }

    private static void run(
            List<Consumer<Values>> parts, List<Values> results, AtomicInteger next) {
        for (int i = next.getAndIncrement(); i < parts.size(); i = next.getAndIncrement()) {
            parts.get(i).accept(results.get(i));
        }
    }

    void put(Feature feature, double value) {
        put(feature, Aggregation.REGION, value);
    }

    void put(Feature feature, Aggregation aggregation, double value) {
        found.add(
                Double.isFinite(value)
                        ? new FeatureValue.Defined(feature, aggregation, value)
                        : new FeatureValue.Undefined(feature, aggregation));
    }

    void putAll(FeatureFamily family, Aggregation aggregation, double[] values) {
        var features = Feature.of(family);
        for (int i = 0; i < values.length; i++) {
            put(features.get(i), aggregation, values[i]);
        }
    }
}
