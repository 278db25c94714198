// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.statistics;

import java.util.Arrays;
import java.util.Collection;

/** Checks of plain samples, and the moments every computation here starts from. */
final class Samples {

    private static final int MAX_SIZE = 4_000_000;

    private Samples() {}

    static double[] finite(Collection<? extends Number> values) {
        if (values.size() > MAX_SIZE) {
            throw new UnusableSampleException("sample above the limit of size", values.size());
        }
        double[] sample = values.stream().mapToDouble(Number::doubleValue).toArray();
        if (!Arrays.stream(sample).allMatch(Double::isFinite)) {
            throw new UnusableSampleException("a value is not finite", sample.length);
        }
        return sample;
    }

    /** First minus second, pair by pair. */
    static double[] differences(double[] first, double[] second) {
        if (first.length != second.length) {
            throw new UnusableSampleException("samples are not paired", second.length);
        }
        var differences = new double[first.length];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = first[i] - second[i];
        }
        return differences;
    }

    static double mean(double[] sample) {
        return Arrays.stream(sample).sum() / sample.length;
    }

    /** Sum of squared deviations from the mean. */
    static double squares(double[] sample) {
        double mean = mean(sample);
        return Arrays.stream(sample).map(x -> (x - mean) * (x - mean)).sum();
    }
}
