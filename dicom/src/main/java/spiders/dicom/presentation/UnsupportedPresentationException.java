// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.presentation;

/** What a presentation state asks for is not drawn; better no picture than a misleading one. */
public final class UnsupportedPresentationException extends RuntimeException {

    /** What it is that is not drawn. */
    public enum Reason {
        /** A grayscale state of an image in colours, or of real numbers. */
        NO_GREY_IMAGE,
        /** The subtraction of a mask (PS3.3 section C.7.6.10, C.11.13). */
        MASK,
        /** Coordinates of the whole matrix of a slide that is stored in tiles. */
        MATRIX,
        /** A picture of more pixels than are drawn. */
        TOO_LARGE
    }

    private final Reason reason;

    UnsupportedPresentationException(Reason reason) {
        super("Not drawn: " + reason);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
