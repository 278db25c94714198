// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Reads big-endian numbers from a code stream as it comes, and knows where it is. */
final class HeaderInput {

    private final InputStream in;
    private long at;

    HeaderInput(InputStream in) {
        this.in = in;
    }

    /** How many bytes were read. */
    long at() {
        return at;
    }

    /** The next byte; -1 at the end. */
    int next() throws IOException {
        int b = in.read();
        at += b < 0 ? 0 : 1;
        return b;
    }

    int u8() throws IOException {
        int b = next();
        if (b < 0) {
            throw malformed("Bytes end too early");
        }
        return b;
    }

    int u16() throws IOException {
        return u8() << 8 | u8();
    }

    long u32() throws IOException {
        return (long) u16() << 16 | u16();
    }

    void skip(long count) throws IOException {
        try {
            in.skipNBytes(count);
            at += count;
        } catch (EOFException e) {
            throw malformed("Bytes end too early");
        }
    }

    /** The length of what follows in a marker segment, from which its own two bytes are off. */
    int segmentLength() throws IOException {
        int length = u16();
        if (length < 2) {
            throw malformed("A segment of %d bytes".formatted(length));
        }
        return length - 2;
    }

    MalformedFrameException malformed(String message) {
        return new MalformedFrameException(at, message);
    }

    UnsupportedFrameException unsupported(String message) {
        return new UnsupportedFrameException(at, message);
    }
}
