// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

/** The bytes of a frame are not what its transfer syntax and its image's attributes say. */
public final class MalformedFrameException extends RuntimeException {

    private final long offset;

    public MalformedFrameException(long offset, String message) {
        super("%s, at byte %d of the frame".formatted(message, offset));
        this.offset = offset;
    }

    /** Where: bytes from the beginning of the frame's. */
    public long offset() {
        return offset;
    }
}
