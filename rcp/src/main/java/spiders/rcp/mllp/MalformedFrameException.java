// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.mllp;

/** Bytes that are no frame of MLLP; the connection says nothing that can be trusted any more. */
public final class MalformedFrameException extends RuntimeException {

    private final long offset;

    MalformedFrameException(String reason, long offset) {
        super("%s at byte %d of the connection".formatted(reason, offset));
        this.offset = offset;
    }

    /** Of the byte, counted from the begin of the connection. */
    public long offset() {
        return offset;
    }
}
