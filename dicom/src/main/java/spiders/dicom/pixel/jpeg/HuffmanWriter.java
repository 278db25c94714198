// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg;

import java.util.Arrays;

/** Writes a JPEG code stream: segments, and Huffman codes with a zero behind each 0xFF. */
final class HuffmanWriter {

    private byte[] out = new byte[16 * 1024];
    private int at;
    private long bits;
    private int count;

    /** The codes of a table: of each symbol, the code shifted by 5, and its length. */
    static int[] codes(byte[][] table) {
        var codes = new int[256];
        int code = 0;
        int index = 0;
        for (int length = 1; length <= 16; length++) {
            for (int i = 0; i < table[0][length - 1]; i++) {
                codes[table[1][index++] & 0xFF] = code++ << 5 | length;
            }
            code <<= 1;
        }
        return codes;
    }

    /** Writes a block of quantized coefficients in the order of the code stream. */
    void block(int[] coefficients, int mean, int[] dc, int[] ac) {
        value(coefficients[0] - mean, 0, dc);
        int run = 0;
        for (int k = 1; k < 64; k++) {
            if (coefficients[k] == 0) {
                run++;
                continue;
            }
            for (; run > 15; run -= 16) {
                code(ac[0xF0]);
            }
            value(coefficients[k], run << 4, ac);
            run = 0;
        }
        if (run > 0) {
            code(ac[0]);
        }
    }

    /** Writes a difference of the lossless processes: -32768 counts as 32768 (section H.1.2.2). */
    void difference(int difference, int[] codes) {
        if (difference == Short.MIN_VALUE) {
            code(codes[Short.SIZE]);
        } else {
            value(difference, 0, codes);
        }
    }

    /** The code of a run and a size, and the bits of a value (section F.1.2). */
    private void value(int value, int run, int[] codes) {
        int size = Integer.SIZE - Integer.numberOfLeadingZeros(Math.abs(value));
        code(codes[run | size]);
        put(value < 0 ? value - 1 : value, size);
    }

    private void code(int code) {
        put(code >> 5, code & 0x1F);
    }

    private void put(int value, int width) {
        bits = (bits << width) | (value & ((1L << width) - 1));
        count += width;
        if (count > 32) {
            drain();
        }
    }

    private void drain() {
        room(16);
        while (count >= 8) {
            count -= 8;
            byte next = (byte) (bits >>> count);
            out[at++] = next;
            if (next == (byte) 0xFF) {
                out[at++] = 0;
            }
        }
    }

    /** Fills up the last byte with ones. */
    void align() {
        drain();
        if (count > 0) {
            put(0x7F, 8 - count);
            drain();
        }
    }

    void raw(int... values) {
        room(values.length);
        for (int value : values) {
            out[at++] = (byte) value;
        }
    }

    void raw(byte[] values) {
        room(values.length);
        System.arraycopy(values, 0, out, at, values.length);
        at += values.length;
    }

    private void room(int bytes) {
        if (at + bytes > out.length) {
            out = Arrays.copyOf(out, out.length * 2 + bytes);
        }
    }

    /** What was written, of an even length. */
    byte[] toArray() {
        return Arrays.copyOf(out, at + (at & 1));
    }
}
