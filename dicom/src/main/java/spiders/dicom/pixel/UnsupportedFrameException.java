// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

/** A frame is in a form, or is to be written in one, that there is no codec for. */
public final class UnsupportedFrameException extends RuntimeException {

    private final long offset;

    public UnsupportedFrameException(String message) {
        super(message);
        this.offset = 0;
    }

    public UnsupportedFrameException(long offset, String message) {
        super("%s, at byte %d of the frame".formatted(message, offset));
        this.offset = offset;
    }

    /** Where the frame says so, in bytes from its beginning; 0 if it is no matter of a place. */
    public long offset() {
        return offset;
    }
}
