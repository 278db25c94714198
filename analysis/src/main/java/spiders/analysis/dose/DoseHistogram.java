// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.dose;

/**
 * Volume by dose in narrow bins, with exact extremes and mean; filled by one thread, then merged.
 */
final class DoseHistogram {

    static final int BINS = 20_000;

    private final double width;
    private final double[] volumes = new double[BINS];
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

    void addOutside(double volume) {
        outside += volume;
    }

    DoseHistogram merged(DoseHistogram other) {
        var both = new DoseHistogram(width * BINS);
        for (int i = 0; i < BINS; i++) {
            both.volumes[i] = volumes[i] + other.volumes[i];
        }
        both.covered = covered + other.covered;
        both.outside = outside + other.outside;
        both.sum = sum + other.sum;
        both.least = Math.min(least, other.least);
        both.greatest = Math.max(greatest, other.greatest);
        return both;
    }

    double width() {
        return width;
    }

    double volume(int bin) {
        return volumes[bin];
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
