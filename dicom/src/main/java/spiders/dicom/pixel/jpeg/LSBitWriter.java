// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg;

import java.util.Arrays;

/** Writes the bits of a JPEG-LS scan: a byte behind 0xFF has seven (ISO/IEC 14495-1 annex A.1). */
final class LSBitWriter {

    private byte[] out;
    private int at;
    private long bits;
    private int count;
    private boolean isBehindFF;

    LSBitWriter(int size) {
        this.out = new byte[Math.max(64, size)];
    }

    /** Writes the low bits of a value, up to 32. */
    void bits(int value, int width) {
        bits = (bits << width) | (value & ((1L << width) - 1));
        count += width;
        if (count >= 32) {
            drain();
        }
    }

    /** Writes a mapped error as so many zeros, a one, and low bits (section A.5.3). */
    void error(int mapped, int k, int escape, int errorBits) {
        int zeros = mapped >> k;
        if (zeros < escape) {
            zeros(zeros);
            bits((1 << k) | (mapped & ((1 << k) - 1)), k + 1);
        } else {
            zeros(escape);
            bits((1 << errorBits) | ((mapped - 1) & ((1 << errorBits) - 1)), errorBits + 1);
        }
    }

    private void zeros(int zeros) {
        int left = zeros;
        while (left > 24) {
            bits(0, 24);
            left -= 24;
        }
        bits(0, left);
    }

    private void drain() {
        if (at + 16 > out.length) {
            out = Arrays.copyOf(out, out.length + (out.length >> 1));
        }
        while (count >= 8) {
            int width = isBehindFF ? 7 : 8;
            int next = (int) (bits >>> (count - width)) & (1 << width) - 1;
            count -= width;
            out[at++] = (byte) next;
            isBehindFF = next == 0xFF;
        }
    }

    /**
     * Fills up the last byte with zeros; a marker may follow, if another zero byte is behind FF.
     */
    void align() {
        drain();
        if (count > 0) {
            int width = isBehindFF ? 7 : 8;
            int last = (int) (bits << (width - count)) & (1 << width) - 1;
            out[at++] = (byte) last;
            isBehindFF = last == 0xFF;
            count = 0;
        }
        if (isBehindFF) {
            out[at++] = 0;
            isBehindFF = false;
        }
    }

    /** Writes bytes as they are: markers, and segments. */
    void raw(int... values) {
        if (at + values.length > out.length) {
            out = Arrays.copyOf(out, out.length * 2 + values.length);
        }
        for (int value : values) {
            out[at++] = (byte) value;
        }
        isBehindFF = false;
    }

    /** What was written, of an even length. */
    byte[] toArray() {
        return Arrays.copyOf(out, at + (at & 1));
    }
}
