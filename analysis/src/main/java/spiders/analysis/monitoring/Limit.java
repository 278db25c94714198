// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.monitoring;

/**
 * A limit that a department sets: between which values a measure of an ROI may be.
 *
 * @param least may be minus infinity
 * @param most may be infinity
 * @param isDrift whether the difference to the first fraction is meant, and not the measure itself
 */
public record Limit(String roi, Measure measure, double least, double most, boolean isDrift) {

    public Limit {
        if (!(least <= most)) {
            throw new IllegalArgumentException("A limit from %s to %s".formatted(least, most));
        }
    }

    boolean allows(double value) {
        return value >= least && value <= most;
    }
}
