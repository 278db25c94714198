// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.statistics;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

import java.util.Optional;

/**
 * Whether raters accept at different rates (Cochran 1950).
 *
 * @param q the statistic
 * @param degreesOfFreedom raters less one
 * @param p of the chi-square approximation
 */
public record CochranQ(double q, int degreesOfFreedom, double p) {

    /**
     * Tests a table of zeros (rejected) and ones (accepted); empty when every subject was judged
     * alike by all.
     *
     * @throws UnusableSampleException where a cell is neither
     */
    public static Optional<CochranQ> of(RatingTable table) {
        int k = table.raters();
        double total = 0;
        double squaredRows = 0;
        for (int i = 0; i < table.subjects(); i++) {
            double sum = 0;
            for (double cell : table.row(i)) {
                if (cell != 0 && cell != 1) {
                    throw new UnusableSampleException("a cell is neither 0 nor 1", k);
                }
                sum += cell;
            }
            total += sum;
            squaredRows += sum * sum;
        }
        double squaredColumns = 0;
        for (int j = 0; j < k; j++) {
            double sum = Samples.mean(table.column(j)) * table.subjects();
            squaredColumns += sum * sum;
        }
        double denominator = k * total - squaredRows;
        if (denominator == 0) {
            return Optional.empty();
        }
        double q = (k - 1) * (k * squaredColumns - total * total) / denominator;
        double p = ChiSquaredDistribution.of(k - 1).survivalProbability(q);
        return Optional.of(new CochranQ(q, k - 1, p));
    }
}
