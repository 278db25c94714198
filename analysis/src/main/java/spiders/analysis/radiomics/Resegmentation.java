// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

/**
 * Which intensities stay in the intensity mask; the morphological mask keeps all.
 *
 * @param low lowest intensity that stays; negative infinity for no bound
 * @param high highest intensity that stays; positive infinity for no bound
 * @param outlierSigmas how many standard deviations from the mean stay, of what the bounds left;
 *     positive infinity for no filter
 */
public record Resegmentation(double low, double high, double outlierSigmas) {

    public Resegmentation {
        if (!(low <= high)) {
            throw new IllegalArgumentException("bounds are crossed");
        }
        if (!(outlierSigmas > 0)) {
            throw new IllegalArgumentException("sigmas are not above 0: " + outlierSigmas);
        }
    }

    /** Keeps every intensity. */
    public static Resegmentation none() {
        return new Resegmentation(
                Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /** Keeps intensities between two bounds, both included. */
    public static Resegmentation between(double low, double high) {
        return new Resegmentation(low, high, Double.POSITIVE_INFINITY);
    }

    /** The same, and what lies within so many standard deviations of the mean. */
    public Resegmentation withinSigmas(double sigmas) {
        return new Resegmentation(low, high, sigmas);
    }
}
