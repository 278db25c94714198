// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.comparison;

import java.util.List;

/**
 * What is free to choose in a comparison; lengths are millimetres.
 *
 * @param samplingStep the greatest side of a piece of surface, and of boundary in a plane
 * @param surfaceTolerances how far surfaces may be apart and count as agreeing, for each surface
 *     Dice that is asked for
 * @param pathTolerance how far a boundary may be off before it counts as to be drawn anew
 */
public record ComparisonSettings(
        double samplingStep, List<Double> surfaceTolerances, double pathTolerance) {

    private static final ComparisonSettings DEFAULTS =
            new ComparisonSettings(0.5, List.of(1.0, 2.0, 3.0), 3);

    public ComparisonSettings {
        surfaceTolerances = List.copyOf(surfaceTolerances);
        if (!(samplingStep > 0) || Double.isInfinite(samplingStep)) {
            throw new IllegalArgumentException("A sampling step of " + samplingStep);
        }
        if (!(pathTolerance >= 0) || surfaceTolerances.stream().anyMatch(t -> !(t >= 0))) {
            throw new IllegalArgumentException("A tolerance is below 0");
        }
    }

    /** A step of 0.5 mm, surface Dice at 1, 2 and 3 mm, added path at 3 mm. */
    public static ComparisonSettings defaults() {
        return DEFAULTS;
    }
}
