// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.geometry;

/** What is known of the distance of planes before they are looked at; in millimetres. */
public sealed interface PlaneSpacing {

    double millimetres();

    /**
     * Nothing is known: distances show themselves.
     *
     * @param millimetres how thick a plane is taken to be that has no neighbour
     */
    record Unknown(double millimetres) implements PlaneSpacing {

        public Unknown {
            requireSize(millimetres);
        }
    }

    /**
     * Other planes of the same images are so far apart: a plane that has no neighbour is as thick,
     * and neighbours that are much farther apart have a gap.
     */
    record Usual(double millimetres) implements PlaneSpacing {

        public Usual {
            requireSize(millimetres);
        }
    }

    /** The planes are those of a grid of this spacing; one that is not there is empty. */
    record Known(double millimetres) implements PlaneSpacing {

        public Known {
            requireSize(millimetres);
        }
    }

    private static void requireSize(double millimetres) {
        if (!(millimetres > 0) || Double.isInfinite(millimetres)) {
            throw new IllegalArgumentException("A slab of thickness " + millimetres);
        }
    }
}
