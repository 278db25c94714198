// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

/**
 * Bits from the lowest of each byte on, the bytes from the last to the first: the VLC and MagRef
 * bit-streams (T.814 7.1.4 and 7.1.6). Before the first byte there are zeros.
 */
final class BackwardBits {

    private static final int ENOUGH = Long.SIZE - Byte.SIZE;

    private byte[] data = {};
    private int at;
    private int first;
    private boolean afterHigh;
    private long bits;
    private int count;

    /** Begins with a whole last byte, as MagRef does. */
    void start(byte[] bytes, int from, int to) {
        data = bytes;
        first = from;
        at = to - 1;
        afterHigh = true;
        bits = 0;
        count = 0;
    }

    /** Begins with the high half of a last byte, as VLC does, whose low half is a length's. */
    void startAtHalf(byte[] bytes, int from, int to) {
        start(bytes, from, to);
        int half = data[at--] >> 4 & 0xF;
        bits = half;
        count = (half & 7) == 7 ? 3 : 4;
        bits &= (1L << count) - 1;
        afterHigh = half > 8;
    }

    /** The next bits, at least 32 of them valid; not taken. */
    long peek() {
        if (count < Integer.SIZE) {
            fill();
        }
        return bits;
    }

    void take(int length) {
        bits >>>= length;
        count -= length;
    }

    int bit() {
        int bit = (int) peek() & 1;
        take(1);
        return bit;
    }

    private void fill() {
        while (count < ENOUGH) {
            int next = at >= first ? data[at--] & 0xFF : 0;
            boolean isStuffed = afterHigh && (next & 0x7F) == 0x7F;
            bits |= (long) (isStuffed ? 0x7F : next) << count;
            count += isStuffed ? 7 : 8;
            afterHigh = next > 0x8F;
        }
    }
}
