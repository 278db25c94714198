// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.image;

/** Where a frame is, and what its samples mean. */
final class Plane {

    private final int object;
    private final int frame;
    private final double[] position;
    private final double[] orientation;
    private final double[] spacing;
    private final Rescale rescale;

    /**
     * A plane.
     *
     * @param object the number of the image it is of
     * @param frame its number in that
     * @param spacing from row to row, from column to column, and from plane to plane or else the
     *     thickness; 0 for the last if none is said
     */
    Plane(
            int object,
            int frame,
            double[] position,
            double[] orientation,
            double[] spacing,
            Rescale rescale) {
        this.object = object;
        this.frame = frame;
        this.position = position;
        this.orientation = orientation;
        this.spacing = spacing;
        this.rescale = rescale;
    }

    int object() {
        return object;
    }

    int frame() {
        return frame;
    }

    double position(int axis) {
        return position[axis];
    }

    double[] orientation() {
        return orientation;
    }

    double rowSpacing() {
        return spacing[0];
    }

    double columnSpacing() {
        return spacing[1];
    }

    double thickness() {
        return spacing[2];
    }

    Rescale rescale() {
        return rescale;
    }
}
