// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.io;

/** Bytes are not the data set they should be, or go beyond a limit of {@link ReadOptions}. */
public final class MalformedDataSetException extends RuntimeException {

    private final long offset;

    public MalformedDataSetException(long offset, String message) {
        super("%s, at byte %d".formatted(message, offset));
        this.offset = offset;
    }

    /** Where: bytes from where the reader was told the stream begins. */
    public long offset() {
        return offset;
    }
}
