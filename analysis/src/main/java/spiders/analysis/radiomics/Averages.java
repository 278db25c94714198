// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

import java.util.Arrays;

/** Means of the same features over several matrices, each over those where it is defined. */
final class Averages {

    private double[] sums = new double[0];
    private int[] counts = new int[0];

    void add(double[] values) {
        if (sums.length == 0) {
            sums = new double[values.length];
            counts = new int[values.length];
        }
        for (int i = 0; i < values.length; i++) {
            if (Double.isFinite(values[i])) {
                sums[i] += values[i];
                counts[i]++;
            }
        }
    }

    double[] means() {
        double[] means = Arrays.copyOf(sums, sums.length);
        for (int i = 0; i < means.length; i++) {
            means[i] /= counts[i];
        }
        return means;
    }
}
