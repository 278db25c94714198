// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import java.util.Arrays;

/** Encodes events by adaptive run lengths (T.814 7.1.3, 7.3.3). */
final class MELEncoder {

    private byte[] buffer = new byte[256];
    private int length;
    private int bits;
    private int left;
    private int state;
    private int run;

    void reset() {
        length = 0;
        bits = 0;
        left = 8;
        state = 0;
        run = 0;
    }

    /** Encodes an event: 1 for what is rare. */
    void encode(int event) {
        int exponent = MELDecoder.exponent(state);
        if (event == 0) {
            if (++run == 1 << exponent) {
                put(1);
                run = 0;
                state = Math.min(state + 1, MELDecoder.LAST_STATE);
            }
            return;
        }
        put(0);
        for (int i = exponent - 1; i >= 0; i--) {
            put(run >> i & 1);
        }
        run = 0;
        state = Math.max(state - 1, 0);
    }

    private void put(int bit) {
        bits = bits << 1 | bit;
        if (--left == 0) {
            emit();
        }
    }

    private void emit() {
        if (length == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * length);
        }
        buffer[length++] = (byte) bits;
        left = bits == 0xFF ? 7 : 8;
        bits = 0;
    }

    /** Ends a run as if it were full, and the last byte with zeros; FF is never the last. */
    void finish() {
        if (run > 0) {
            put(1);
        }
        if (left < 8) {
            bits <<= left;
            emit();
        }
    }

    int length() {
        return length;
    }

    void copy(byte[] target, int at) {
        System.arraycopy(buffer, 0, target, at, length);
    }
}
