// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.web;

import java.io.IOException;

/**
 * A body that is not of its media type, ends early, or exceeds a limit.
 *
 * <p>Checked, unlike our other exceptions, because the readers of a part's stream expect the
 * failures of streams.
 */
public final class MalformedBodyException extends IOException {

    private final long offset;

    MalformedBodyException(long offset, String message) {
        super("byte %d: %s".formatted(offset, message));
        this.offset = offset;
    }

    /** Bytes of the body before the place where it went wrong. */
    public long offset() {
        return offset;
    }
}
