// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.segmentation;

/** A data set is no segmentation that outlines can be made of, or voxels are too many for one. */
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
        /** The image that is described, or a frame of it, cannot be decoded. */
        PIXELS,
        /** More pixels or longer outlines than are read or written. */
        TOO_LARGE,
        /** The outlines of a frame cross or wind more than is computed. */
        TOO_COMPLEX
    }

    private final Reason reason;

    InvalidSegmentationException(Reason reason) {
        super("Segmentation refused: " + reason);
        this.reason = reason;
    }

    InvalidSegmentationException(Reason reason, RuntimeException cause) {
        super("Segmentation refused: " + reason, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
