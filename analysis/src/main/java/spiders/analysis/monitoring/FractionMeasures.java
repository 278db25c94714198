// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.monitoring;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * The measures of an ROI on one day; what is not defined that day, or has no dose, is not in them.
 *
 * @param gapTreatment what was done with missing planes, of the first fraction and of this one
 */
public record FractionMeasures(
        String fraction, String roi, String gapTreatment, Map<Measure, Double> values) {

    public FractionMeasures {
        values = Map.copyOf(values);
    }

    public OptionalDouble value(Measure measure) {
        var value = values.get(measure);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
