// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg;

import spiders.dicom.pixel.MalformedFrameException;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads the bits of a JPEG-LS scan, of which a byte behind 0xFF has seven (ISO/IEC 14495-1 section
 * A.1 and C.1).
 */
final class LSBitReader {

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long TOPS = 0x8080_8080_8080_8080L;

    private final byte[] data;
    private int at;

    /** The next bits, from the top. */
    private long bits;

    /** How many of them are the stream's: at most 63. */
    private int count;

    private boolean isBehindFF;

    LSBitReader(byte[] data, int at) {
        this.data = data;
        this.at = at;
    }

    private void fill() {
        if (!isBehindFF && at + 8 <= data.length) {
            long next = (long) LONG.get(data, at);
            if ((~next - ONES & next & TOPS) == 0) {
                bits |= next >>> count;
                at += (63 - count) >> 3;
                count |= 56;
                return;
            }
        }
        fillByBytes();
    }

    private void fillByBytes() {
        while (count <= 55 && at < data.length) {
            int next = data[at] & 0xFF;
            int width = isBehindFF ? 7 : 8;
            if (next >> width != 0 || (next == 0xFF && at + 1 == data.length)) {
                return; // A marker: nothing but zero bits from here on.
            }
            if (next == 0xFF && data[at + 1] < 0) {
                return;
            }
            at++;
            bits |= (long) next << (64 - width - count);
            count += width;
            isBehindFF = next == 0xFF;
        }
    }

    /**
     * Reads the code of a mapped error (section A.5.3).
     *
     * @param k the Golomb parameter
     * @param escape how many zeros say that the error is coded as it is
     * @param errorBits the bits of such an error
     */
    int error(int k, int escape, int errorBits) {
        if (count < 32) {
            fill();
        }
        long next = bits;
        int zeros = Long.numberOfLeadingZeros(next);
        int used = zeros + 1 + k;
        if (used > count || zeros >= escape) {
            return longError(k, escape, errorBits);
        }
        bits = next << used;
        count -= used;
        return zeros << k | (int) (next << zeros << 1 >>> 1 >>> (63 - k));
    }

    private int longError(int k, int escape, int errorBits) {
        int zeros = 0;
        while (bit() == 0) {
            if (++zeros > escape) {
                throw failure("A code without an end");
            }
        }
        return zeros < escape ? zeros << k | bits(k) : bits(errorBits) + 1;
    }

    int bit() {
        if (count < 1) {
            fill();
            if (count < 1) {
                throw failure("Coded data ends too early");
            }
        }
        int bit = (int) (bits >>> 63);
        bits <<= 1;
        count--;
        return bit;
    }

    /** Reads up to 16 bits. */
    int bits(int width) {
        if (count < width) {
            fill();
            if (count < width) {
                throw failure("Coded data ends too early");
            }
        }
        int value = (int) (bits >>> 1 >>> (63 - width));
        bits <<= width;
        count -= width;
        return value;
    }

    /** Goes over the restart marker that must be next. */
    void restart(int number) {
        int marker = end();
        if (marker + 1 >= data.length || (data[marker + 1] & 0xFF) != Marker.RST0 + (number & 7)) {
            throw failure("No restart marker %d".formatted(number & 7));
        }
        at = marker + 2;
        bits = 0;
        count = 0;
        isBehindFF = false;
    }

    /** Where the marker is that ends the data. */
    int end() {
        int marker = at;
        // A stuffed byte behind 0xFF may not have been loaded, if it holds nothing but padding.
        while (marker + 1 < data.length && !(data[marker] == (byte) 0xFF && data[marker + 1] < 0)) {
            marker++;
        }
        return Math.min(marker, data.length);
    }

    MalformedFrameException failure(String message) {
        return new MalformedFrameException(Math.min(at, data.length), message);
    }
}
