// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.distortion;

import java.util.List;

/**
 * How large numbers are.
 *
 * @param count at least 1
 * @param percentile95 the value at the place ceil(0.95 count) of the sorted values (nearest rank)
 */
public record Spread(int count, double mean, double percentile95, double max) {

    /**
     * Of these values.
     *
     * @throws IllegalArgumentException if there are none: their mean is no number, and not 0
     */
    public static Spread of(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("A spread of nothing");
        }
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double sum = 0;
        for (double value : sorted) {
            sum += value;
        }
        int rank = (int) Math.ceil(0.95 * sorted.length - 1e-9);
        return new Spread(
                sorted.length, sum / sorted.length, sorted[rank - 1], sorted[sorted.length - 1]);
    }
}
