// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.image;

import java.time.Duration;

/**
 * What turns activity concentrations of a PET series into standardised uptake values: SUV =
 * activity concentration (Bq/ml) times {@code factor}.
 *
 * @param factor the size of the patient (g, or cm2) over the dose at the time that decay is
 *     corrected to; 1 where the series holds such values already
 * @param decay from injection to the time that decay is corrected to; zero for ADMIN, and where the
 *     series holds uptake values already
 * @param method in words, to be shown with every number that follows from it
 */
public record StandardUptake(
        UptakeNormalisation normalisation, double factor, Duration decay, String method) {

    /** Prints no value: it may be a patient's. */
    @Override
    public String toString() {
        return method;
    }

    /** The volume in standardised uptake values. */
    public ImageVolume of(ImageVolume activity) {
        return activity.scaled(factor, normalisation.unit());
    }
}
