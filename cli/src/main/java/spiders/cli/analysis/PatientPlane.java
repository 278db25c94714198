// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import spiders.analysis.distortion.Point;

import java.util.Locale;

/**
 * A plane across an axis of the patient, as images of it are shown: axial ones with x to the right
 * and y downwards, the others with z upwards.
 *
 * @param axis that it is across: 0 for x, 1 for y, 2 for z
 * @param position on that axis, in millimetres
 */
record PatientPlane(int axis, double position) {

    private static final String[] NAMES = {"sagittal, x", "coronal, y", "axial, z"};

    /** The axis that goes to the right. */
    int right() {
        return axis == 0 ? 1 : 0;
    }

    /** The axis that goes up, or down in an axial plane. */
    int upright() {
        return axis == 2 ? 1 : 2;
    }

    /** 1 where the upright axis goes up, else -1. */
    int way() {
        return axis == 2 ? -1 : 1;
    }

    /**
     * A point of the plane.
     *
     * @param u along the axis to the right
     * @param v along the upright axis
     */
    Point point(double u, double v) {
        return switch (axis) {
            case 0 -> new Point(position, u, v);
            case 1 -> new Point(u, position, v);
            default -> new Point(u, v, position);
        };
    }

    String caption() {
        // Rounded first, and 0 added: else what rounds to -0 is printed so.
        double rounded = Math.round(position * 10) / 10.0 + 0.0;
        return String.format(Locale.ROOT, "%s = %.1f mm", NAMES[axis], rounded);
    }
}
