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

    /**
     * The volume in standardised uptake values.
     *
     * @throws UndefinedUptakeException if it is in other units than its series had when the factor
     *     was found
     */
    public ImageVolume of(ImageVolume activity) {
        boolean isStored = factor == 1 && activity.unit().equals(normalisation.unit());
        if (!isStored && !activity.unit().equals("BQML")) {
            throw new UndefinedUptakeException(UndefinedUptakeException.Reason.UNITS);
        }
        return activity.scaled(factor, normalisation.unit());
    }
}
