// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.json;

/** Text is not the DICOM JSON model, or goes beyond a limit of {@link JsonModel}. */
public final class MalformedJsonException extends RuntimeException {

    private final long offset;

    public MalformedJsonException(long offset, String message) {
        super("%s, at byte %d".formatted(message, offset));
        this.offset = offset;
    }

    /** Where, in bytes from the start. */
    public long offset() {
        return offset;
    }
}
