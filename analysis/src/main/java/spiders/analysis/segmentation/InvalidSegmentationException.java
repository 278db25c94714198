// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.segmentation;

/** A data set is no segmentation that outlines can be made of. */
public final class InvalidSegmentationException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    /** What is wrong. */
    public enum Reason {
        NOT_A_SEGMENTATION,
        /** Neither BINARY nor FRACTIONAL. */
        TYPE,
        /** Position, orientation or spacing of a frame are missing or no such things. */
        GEOMETRY,
        /** Frames of one segment that are not parallel, or two in one place. */
        PLANES,
        TOO_LARGE
    }

    private final Reason reason;

    InvalidSegmentationException(Reason reason) {
        super("Segmentation refused: " + reason);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
