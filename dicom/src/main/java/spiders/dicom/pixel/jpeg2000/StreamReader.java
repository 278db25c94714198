// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import spiders.dicom.pixel.MalformedFrameException;
import spiders.dicom.pixel.UnsupportedFrameException;

import java.io.ByteArrayOutputStream;
import java.util.Collection;

/** Reads big-endian numbers between two places of an array; reading past the end is refused. */
final class StreamReader {

    private final byte[] array;
    private final int origin;
    private final int end;
    private int at;

    /**
     * @param origin the index of the stream's first byte, from which offsets are told
     */
    StreamReader(byte[] array, int origin, int from, int end) {
        this.array = array;
        this.origin = origin;
        this.at = from;
        this.end = end;
    }

    /** What is left of several readers, one after the other; it tells offsets of its own. */
    static StreamReader join(Collection<StreamReader> parts) {
        if (parts.size() == 1) {
            return parts.iterator().next();
        }
        var bytes = new ByteArrayOutputStream();
        for (var part : parts) {
            bytes.write(part.array, part.at, part.remaining());
        }
        return new StreamReader(bytes.toByteArray(), 0, 0, bytes.size());
    }

    byte[] array() {
        return array;
    }

    int origin() {
        return origin;
    }

    /** The index in the array of what is read next. */
    int position() {
        return at;
    }

    int end() {
        return end;
    }

    int remaining() {
        return end - at;
    }

    int u8() {
        require(1);
        return array[at++] & 0xFF;
    }

    int u16() {
        require(2);
        int value = (array[at] & 0xFF) << 8 | (array[at + 1] & 0xFF);
        at += 2;
        return value;
    }

    long u32() {
        return (long) u16() << 16 | u16();
    }

    /** A number of 32 bits that no stream in use sets the highest of. */
    int u31(String what) {
        long value = u32();
        if (value > Integer.MAX_VALUE) {
            throw malformed("%s is %d".formatted(what, value));
        }
        return (int) value;
    }

    void skip(int bytes) {
        require(bytes);
        at += bytes;
    }

    /** The next bytes as a reader of their own. */
    StreamReader slice(int bytes) {
        require(bytes);
        var slice = new StreamReader(array, origin, at, at + bytes);
        at += bytes;
        return slice;
    }

    /** The segment of a marker whose length comes next, and counts itself. */
    StreamReader segment() {
        int length = u16();
        if (length < 2) {
            throw malformed("A marker segment of %d bytes".formatted(length));
        }
        return slice(length - 2);
    }

    /** Whether that number of 16 bits comes next. */
    boolean isNext(int number) {
        return remaining() >= 2
                && (array[at] & 0xFF) == number >> 8
                && (array[at + 1] & 0xFF) == (number & 0xFF);
    }

    MalformedFrameException malformed(String message) {
        return new MalformedFrameException(at - origin, message);
    }

    UnsupportedFrameException unsupported(String message) {
        return new UnsupportedFrameException(at - origin, message);
    }

    private void require(int bytes) {
        if (bytes < 0 || bytes > end - at) {
            throw malformed("%d bytes wanted, %d left".formatted(bytes, end - at));
        }
    }
}
