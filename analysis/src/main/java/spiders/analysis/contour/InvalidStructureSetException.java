// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.contour;

/** A data set is no structure set, or one beyond the limits. */
public final class InvalidStructureSetException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    /** What is wrong. */
    public enum Reason {
        NOT_A_STRUCTURE_SET,
        TOO_MANY_ROIS,
        TOO_MANY_CONTOURS,
        TOO_MANY_POINTS
    }

    private final Reason reason;

    InvalidStructureSetException(Reason reason) {
        super("Structure set refused: " + reason);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
