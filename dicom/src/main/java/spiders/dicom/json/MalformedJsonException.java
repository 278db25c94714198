// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.json;

/** Text is not the DICOM JSON model, or goes beyond a limit of {@link JsonModel}. */
public final class MalformedJsonException extends RuntimeException {

    private final long offset;
    private final boolean isBeyondLimit;

    public MalformedJsonException(long offset, String message) {
        this(offset, message, false);
    }

    private MalformedJsonException(long offset, String message, boolean isBeyondLimit) {
        super("%s, at byte %d".formatted(message, offset));
        this.offset = offset;
        this.isBeyondLimit = isBeyondLimit;
    }

    static MalformedJsonException beyondLimit(long offset, String message) {
        return new MalformedJsonException(offset, message, true);
    }

    /** Where, in bytes from the start. */
    public long offset() {
        return offset;
    }

    /** Whether it is more than is taken, and might be well-formed. */
    public boolean isBeyondLimit() {
        return isBeyondLimit;
    }
}
