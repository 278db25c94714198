// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.dose;

/** A data set is no dose grid that can be computed on. */
public final class InvalidDoseException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    /** What is wrong. */
    public enum Reason {
        NOT_A_DOSE,
        /** Doses that are not in gray, but in percent of some other. */
        RELATIVE_UNITS,
        /** Differences to another dose (ERROR), or doses that are not said to be any. */
        TYPE,
        SCALING,
        /** Position, orientation or spacing are missing or no such things. */
        GEOMETRY,
        /** Planes that do not go one way, or whose offsets begin neither at 0 nor at the image. */
        PLANE_OFFSETS,
        /** A grid needs two rows, columns and planes. */
        TOO_SMALL,
        TOO_LARGE,
        /** Samples of another size than 16 or 32 bits, or not as many as the grid has. */
        SAMPLES
    }

    private final Reason reason;

    InvalidDoseException(Reason reason) {
        super("Dose refused: " + reason);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
