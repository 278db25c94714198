// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.monitoring;

/** What is followed from fraction to fraction; of the solid, and of its dose. */
public sealed interface Measure {

    /** By shape, against the first fraction. */
    enum Shape implements Measure {
        /** The volume less that of the first fraction, over that; percent. */
        VOLUME_CHANGE_PERCENT,
        /** 0 to 1. */
        DICE,
        /** How far the centroid is from that of the first fraction; millimetres. */
        CENTROID_SHIFT,
        /** The mean distance of both surfaces, by area; millimetres. */
        MEAN_SURFACE_DISTANCE
    }

    /** By dose, as it is. */
    enum Dose implements Measure {
        /** Gray. */
        MEAN,
        /** What the hottest 95 percent of the volume get at least; gray. */
        D95,
        /**
         * How much of the volume the dose grid does not cover, so that no other measure of dose is
         * of it; cubic centimetres.
         */
        OUTSIDE_GRID
    }

    /**
     * The share of the volume that gets at least a dose, 0 to 1.
     *
     * @param gray the dose
     */
    record ShareOfDose(double gray) implements Measure {

        public ShareOfDose {
            if (!(gray >= 0) || Double.isInfinite(gray)) {
                throw new IllegalArgumentException("A dose of %s Gy".formatted(gray));
            }
        }
    }
}
