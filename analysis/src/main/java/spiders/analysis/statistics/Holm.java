// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Adjusts p values of several tests so that the family-wise error holds (Holm 1979). */
public final class Holm {

    private Holm() {}

    /**
     * Returns the adjusted values in the order given.
     *
     * @throws UnusableSampleException where a value is no probability
     */
    public static List<Double> adjust(List<Double> pValues) {
        double[] p = Samples.finite(pValues);
        if (Arrays.stream(p).anyMatch(x -> x < 0 || x > 1)) {
            throw new UnusableSampleException("a p value is no probability", p.length);
        }
        int[] order =
                IntStream.range(0, p.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> p[i]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        var adjusted = new double[p.length];
        double floor = 0;
        for (int i = 0; i < order.length; i++) {
            floor = Math.max(floor, Math.min(1, (order.length - i) * p[order[i]]));
            adjusted[order[i]] = floor;
        }
        return Arrays.stream(adjusted).boxed().toList();
    }
}
