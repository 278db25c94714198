// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

import java.util.ArrayList;
import java.util.List;

/** Collects values; what is not a finite number stands for undefined until it leaves. */
final class Values {

    private final List<FeatureValue> found = new ArrayList<>();

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

    List<FeatureValue> list() {
        return List.copyOf(found);
    }
}
