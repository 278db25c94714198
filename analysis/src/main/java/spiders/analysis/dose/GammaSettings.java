// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.dose;

/**
 * What two doses may differ by.
 *
 * @param doseDifference as a share of the maximum of the reference, or of the dose at the point if
 *     it is local
 * @param distance in millimetres
 * @param threshold points of the reference below this share of its maximum are left out
 * @param isLocal whether the difference is by the dose at the point
 * @param isPlanar whether the search stays in the plane of the point (2D), or not (3D)
 * @param limit a gamma as large as this is not told apart from a larger one; above 1, so that what
 *     does not pass is
 */
public record GammaSettings(
        double doseDifference,
        double distance,
        double threshold,
        boolean isLocal,
        boolean isPlanar,
        double limit) {

    public GammaSettings {
        boolean isValid =
                doseDifference > 0
                        && distance > 0
                        && distance <= 50
                        && threshold >= 0
                        && threshold < 1
                        && limit > 1
                        && limit <= 10;
        if (!isValid) {
            throw new IllegalArgumentException("No such gamma criteria");
        }
    }

    /** A global search in three dimensions from 10 % of the maximum, gamma up to 2. */
    public static GammaSettings global(double doseDifference, double distance) {
        return new GammaSettings(doseDifference, distance, 0.1, false, false, 2);
    }
}
