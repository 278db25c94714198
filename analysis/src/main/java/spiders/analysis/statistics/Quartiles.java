// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.statistics;

import java.util.List;

/**
 * The middle of a sample and of its halves, linear between the values (type 7 of Hyndman and Fan
 * 1996). Each may be infinite where values are.
 */
public record Quartiles(double low, double median, double high) {

    /**
     * Of values that are numbers or infinite.
     *
     * @throws UnusableSampleException if there is none, or one is no number
     */
    public static Quartiles of(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        // What is no number is sorted to the end.
        if (sorted.length == 0 || Double.isNaN(sorted[sorted.length - 1])) {
            throw new UnusableSampleException("no quartiles of no numbers", sorted.length);
        }
        return new Quartiles(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
    }

    private static double at(double[] sorted, double fraction) {
        double position = fraction * (sorted.length - 1);
        int below = (int) Math.floor(position);
        double share = position - below;
        double from = sorted[below];
        double to = sorted[Math.min(below + 1, sorted.length - 1)];
        return share == 0 || from == to ? from : from + share * (to - from);
    }
}
