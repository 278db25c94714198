// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

/** The 25 features of one co-occurrence matrix. */
final class CooccurrenceFeatures {

    private final int levels;
    private final double[] marginal;
    private final double[] differences;
    private final double[] sums;
    private double largest;
    private double energy;
    private double entropy;
    private double product;

    /** Takes the counts in one direction; the opposite direction is their transpose. */
    CooccurrenceFeatures(int[] counts, int levels, long pairs) {
        this.levels = levels;
        marginal = new double[levels + 1];
        differences = new double[levels];
        sums = new double[2 * levels + 1];
        for (int i = 1; i <= levels; i++) {
            for (int j = 1; j <= i; j++) {
                long count =
                        (long) counts[(i - 1) * levels + j - 1] + counts[(j - 1) * levels + i - 1];
                if (count > 0) {
                    add(i, j, count / (2.0 * pairs));
                }
            }
        }
    }

    /** Adds a cell and, off the diagonal, its mirror; the diagonal's count came twice already. */
    private void add(int i, int j, double p) {
        double times = i == j ? 1 : 2;
        marginal[i] += p;
        if (i != j) {
            marginal[j] += p;
        }
        differences[i - j] += times * p;
        sums[i + j] += times * p;
        largest = Math.max(largest, p);
        energy += times * p * p;
        entropy -= times * p * log2(p);
        product += times * p * i * j;
    }

    double[] values() {
        double mean = 0;
        double marginalEntropy = 0;
        for (int i = 1; i <= levels; i++) {
            mean += i * marginal[i];
            marginalEntropy += entropyTerm(marginal[i]);
        }
        double variance = 0;
        for (int i = 1; i <= levels; i++) {
            variance += (i - mean) * (i - mean) * marginal[i];
        }
        double[] difference = spread(differences);
        double[] sum = spread(sums);
        double[] inverse = inverses();
        double[] cluster = clusters(mean);
        return new double[] {
            largest,
            mean,
            variance,
            entropy,
            difference[0],
            difference[1],
            difference[2],
            sum[0],
            sum[1],
            sum[2],
            energy,
            difference[1] + difference[0] * difference[0],
            difference[0],
            inverse[0],
            inverse[1],
            inverse[2],
            inverse[3],
            inverse[4],
            (product - mean * mean) / variance,
            product,
            cluster[0],
            cluster[1],
            cluster[2],
            // Of a symmetric matrix both entropies of independence are twice the marginal's.
            (entropy - 2 * marginalEntropy) / marginalEntropy,
            Math.sqrt(-Math.expm1(-2 * Math.max(0, 2 * marginalEntropy - entropy)))
        };
    }

    /** Mean, variance and entropy of a distribution over its indices. */
    private static double[] spread(double[] probabilities) {
        double mean = 0;
        double entropy = 0;
        for (int k = 0; k < probabilities.length; k++) {
            mean += k * probabilities[k];
            entropy += entropyTerm(probabilities[k]);
        }
        double variance = 0;
        for (int k = 0; k < probabilities.length; k++) {
            variance += (k - mean) * (k - mean) * probabilities[k];
        }
        return new double[] {mean, variance, entropy};
    }

    /** Inverse difference and moment, each plain and normalised, and inverse variance. */
    private double[] inverses() {
        var inverse = new double[5];
        double n = levels;
        for (int k = 0; k < levels; k++) {
            double p = differences[k];
            inverse[0] += p / (1 + k);
            inverse[1] += p / (1 + k / n);
            inverse[2] += p / (1.0 + (double) k * k);
            inverse[3] += p / (1 + k * (k / (n * n)));
            inverse[4] += k == 0 ? 0 : p / ((double) k * k);
        }
        return inverse;
    }

    /** Cluster tendency, shade and prominence. */
    private double[] clusters(double mean) {
        var cluster = new double[3];
        for (int k = 2; k < sums.length; k++) {
            double off = k - 2 * mean;
            cluster[0] += off * off * sums[k];
            cluster[1] += off * off * off * sums[k];
            cluster[2] += off * off * off * off * sums[k];
        }
        return cluster;
    }

    private static double entropyTerm(double p) {
        return p > 0 ? -p * log2(p) : 0;
    }

    private static double log2(double p) {
        return Math.log(p) / Math.log(2);
    }
}
