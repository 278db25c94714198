// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.dose;

/**
 * Volume by dose in narrow bins, with exact extremes and mean; filled by one thread, then merged.
 */
final class DoseHistogram {

    static final int BINS = 20_000;

    private static final double ROUNDING = 1e-13;

    private final double width;
    private final double[] volumes = new double[BINS];

    /** How much more each bin has than the one before it, of what fills whole bins. */
    private final double[] rises = new double[BINS];

    private double covered;
    private double outside;
    private double sum;
    private double least = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;

    /**
     * @param maximum the highest dose there can be
     */
    DoseHistogram(double maximum) {
        width = maximum > 0 ? maximum / BINS : 1;
    }

    void add(double dose, double volume) {
        volumes[Math.clamp((long) (dose / width), 0, BINS - 1)] += volume;
        covered += volume;
        sum += dose * volume;
        least = Math.min(least, dose);
        greatest = Math.max(greatest, dose);
    }

    /** Adds a volume whose dose goes evenly from one to another. */
    void addBetween(double one, double other, double volume) {
        double low = Math.min(one, other);
        double high = Math.max(one, other);
        covered += volume;
        sum += (low + high) / 2 * volume;
        least = Math.min(least, low);
        greatest = Math.max(greatest, high);
        double from = low / width;
        double to = high / width;
        int first = Math.clamp((long) from, 0, BINS - 1);
        int last = Math.clamp((long) to, 0, BINS - 1);
        if (first == last) {
            volumes[first] += volume;
            return;
        }
        double inBin = volume / (to - from);
        volumes[first] += (first + 1 - from) * inBin;
        volumes[last] += (to - last) * inBin;
        rises[first + 1] += inBin;
        rises[last] -= inBin;
    }

    void addOutside(double volume) {
        outside += volume;
    }

    /** Takes in what another has, of the same bins. */
    void merge(DoseHistogram other) {
        for (int i = 0; i < BINS; i++) {
            volumes[i] += other.volumes[i];
            rises[i] += other.rises[i];
        }
        covered += other.covered;
        outside += other.outside;
        sum += other.sum;
        least = Math.min(least, other.least);
        greatest = Math.max(greatest, other.greatest);
    }

    double width() {
        return width;
    }

    /** By bin. */
    double[] volumes() {
        var all = new double[BINS];
        double even = 0;
        for (int i = 0; i < BINS; i++) {
            even += rises[i];
            // What rises and falls again leaves its rounding, which is no volume.
            all[i] = volumes[i] + (even > ROUNDING * covered ? even : 0);
        }
        return all;
    }

    double covered() {
        return covered;
    }

    double outside() {
        return outside;
    }

    double mean() {
        return sum / covered;
    }

    double least() {
        return least;
    }

    double greatest() {
        return greatest;
    }
}
