// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Percentile intervals by resampling with replacement (Efron 1979), repeatable by their seed.
 *
 * @param seed the same seed gives the same interval on every machine
 * @param resamples 100 to 100,000
 * @param confidence above 0 and below 1, such as 0.95
 */
public record Bootstrap(long seed, int resamples, double confidence) {

    public Bootstrap {
        if (resamples < 100 || resamples > 100_000) {
            throw new IllegalArgumentException("resamples outside 100 to 100,000: " + resamples);
        }
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("confidence outside 0 to 1: " + confidence);
        }
    }

    /** Two ends, both belonging to the interval. */
    public record Interval(double low, double high) {}

    /**
     * Resamples whole items, so that what belongs together (a patient's structures) stays so.
     *
     * <p>A resample for which {@code statistic} is not finite is left out; empty when more than one
     * in ten are, for then the interval would describe the rest alone.
     *
     * @throws UnusableSampleException where there is no item
     */
    public <T> Optional<Interval> interval(List<T> items, ToDoubleFunction<List<T>> statistic) {
        if (items.isEmpty()) {
            throw new UnusableSampleException("nothing to resample", 0);
        }
        var random = new SplittableRandom(seed);
        var found = new double[resamples];
        int count = 0;
        for (int i = 0; i < resamples; i++) {
            var drawn = new ArrayList<T>(items.size());
            for (int j = 0; j < items.size(); j++) {
                drawn.add(items.get(random.nextInt(items.size())));
            }
            double value = statistic.applyAsDouble(drawn);
            if (Double.isFinite(value)) {
                found[count++] = value;
            }
        }
        if (count < 0.9 * resamples) {
            return Optional.empty();
        }
        double[] sorted = Arrays.copyOf(found, count);
        Arrays.sort(sorted);
        double tail = (1 - confidence) / 2;
        return Optional.of(new Interval(quantile(sorted, tail), quantile(sorted, 1 - tail)));
    }

    /** Linear between order statistics, the first at 0 and the last at 1. */
    private static double quantile(double[] sorted, double fraction) {
        double position = fraction * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
