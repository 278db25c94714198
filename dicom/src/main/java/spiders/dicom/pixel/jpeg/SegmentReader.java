// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg;

import spiders.dicom.pixel.MalformedFrameException;

/** Reads the marker segments of a code stream (ISO/IEC 10918-1 annex B). */
final class SegmentReader {

    private final byte[] data;
    private int at;
    private int end;

    SegmentReader(byte[] data) {
        this.data = data;
        this.end = data.length;
    }

    byte[] data() {
        return data;
    }

    /** Where the next byte is. */
    int at() {
        return at;
    }

    /** Goes on behind entropy-coded data. */
    void moveTo(int offset) {
        at = offset;
        end = data.length;
    }

    /** Reads a marker; fill bytes may come before it. */
    int marker() {
        if (u8() != 0xFF) {
            throw failure("No marker");
        }
        int code = u8();
        while (code == 0xFF) {
            code = u8();
        }
        if (code == 0) {
            throw failure("No marker");
        }
        return code;
    }

    /** Goes into a segment: what is read until {@link #close} is within its length. */
    void open() {
        int start = at;
        int length = u16();
        if (length < 2 || length > data.length - start) {
            throw failure("A segment of %d bytes".formatted(length));
        }
        end = start + length;
    }

    /** Goes behind the segment. */
    void close() {
        at = end;
        end = data.length;
    }

    /** The bytes of the segment that are not read yet. */
    int left() {
        return end - at;
    }

    int u8() {
        if (at >= end) {
            throw failure("Bytes end too early");
        }
        return data[at++] & 0xFF;
    }

    int u16() {
        int high = u8();
        return high << 8 | u8();
    }

    MalformedFrameException failure(String message) {
        return new MalformedFrameException(at, message);
    }
}
