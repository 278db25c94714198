// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.statistics;

import org.apache.commons.statistics.distribution.FDistribution;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Intraclass correlations of a two-way design, one rating a cell (Shrout and Fleiss 1979).
 *
 * @param agreement ICC(2,1): raters are a sample, and their bias counts
 * @param consistency ICC(3,1): these raters alone, their bias does not count
 * @param subjectF between subjects over residual mean square; tests that both correlations are 0;
 *     infinite when nothing is left over
 * @param subjectP of that F
 * @param raterF between raters over residual mean square; tests that no rater is biased
 * @param raterP of that F
 * @param subjectDegreesOfFreedom of both numerators' first: n-1
 * @param raterDegreesOfFreedom k-1; the residual has the product of the two
 */
public record IntraclassCorrelation(
        double agreement,
        double consistency,
        double subjectF,
        double subjectP,
        double raterF,
        double raterP,
        int subjectDegreesOfFreedom,
        int raterDegreesOfFreedom) {

    /** What is less of all variance is rounding. */
    private static final double ROUNDING = 1e-14;

    /** Computes all of a table; empty when its cells are all alike or its subjects do not vary. */
    public static Optional<IntraclassCorrelation> of(RatingTable table) {
        int n = table.subjects();
        int k = table.raters();
        var rowMeans = new double[n];
        var columnMeans = new double[k];
        for (int i = 0; i < n; i++) {
            rowMeans[i] = Samples.mean(table.row(i));
        }
        for (int j = 0; j < k; j++) {
            columnMeans[j] = Samples.mean(table.column(j));
        }
        double grand = Samples.mean(rowMeans);
        double residual = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < k; j++) {
                double rest = table.value(i, j) - rowMeans[i] - columnMeans[j] + grand;
                residual += rest * rest;
            }
        }
        double rows = k * Samples.squares(rowMeans) / (n - 1);
        double columns = n * Samples.squares(columnMeans) / (k - 1);
        double error = residual / ((n - 1.0) * (k - 1));
        double scale = rows + columns + error;
        double rounding = ROUNDING * scale;
        if (scale == 0 || rows <= rounding) {
            return Optional.empty();
        }
        return Optional.of(
                of(n, k, rows, columns <= rounding ? 0 : columns, error <= rounding ? 0 : error));
    }

    /**
     * ICC(2,k): the agreement of the mean of all raters, by stepping up that of one (Spearman and
     * Brown). Empty where raters contradict each other so much that their mean has no variance to
     * share: the quotient would be above 1, or of nothing.
     */
    public OptionalDouble averageAgreement() {
        double raters = raterDegreesOfFreedom + 1.0;
        double divisor = 1 + raterDegreesOfFreedom * agreement;
        return divisor <= 1e-12
                ? OptionalDouble.empty()
                : OptionalDouble.of(raters * agreement / divisor);
    }

    private static IntraclassCorrelation of(
            int n, int k, double rows, double columns, double error) {
        double residualDf = (n - 1.0) * (k - 1);
        double subjectF = rows / error;
        double raterF = columns == 0 ? 0 : columns / error;
        return new IntraclassCorrelation(
                (rows - error) / (rows + (k - 1) * error + k * (columns - error) / n),
                (rows - error) / (rows + (k - 1) * error),
                subjectF,
                FDistribution.of(n - 1, residualDf).survivalProbability(subjectF),
                raterF,
                FDistribution.of(k - 1, residualDf).survivalProbability(raterF),
                n - 1,
                k - 1);
    }
}
