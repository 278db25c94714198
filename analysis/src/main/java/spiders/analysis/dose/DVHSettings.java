// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.dose;

/**
 * How a solid is sampled for its doses.
 *
 * @param step the greatest side of a sample in the plane, in millimetres
 * @param levels how many samples a slab has over its thickness
 */
public record DVHSettings(double step, int levels, OutsideGrid outside) {

    private static final int MOST_LEVELS = 100;

    private static final DVHSettings DEFAULTS = new DVHSettings(0.75, 3, OutsideGrid.LEAVE_OUT);

    public DVHSettings {
        if (!(step > 0) || Double.isInfinite(step) || levels < 1 || levels > MOST_LEVELS) {
            throw new IllegalArgumentException(
                    "Samples of %s mm on %d levels".formatted(step, levels));
        }
    }

    /** 0.75 mm in the plane, 3 levels a slab, what the grid does not cover left out. */
    public static DVHSettings defaults() {
        return DEFAULTS;
    }
}
