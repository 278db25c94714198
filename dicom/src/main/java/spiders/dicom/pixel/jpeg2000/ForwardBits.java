// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

/**
 * Bits from the lowest of each byte on, seven of a byte that follows FF: the MagSgn and SigProp
 * bit-streams (T.814 7.1.2 and 7.1.5).
 */
final class ForwardBits {

    private static final int ENOUGH = Long.SIZE - Byte.SIZE;

    private final int beyond;
    private byte[] data = {};
    private int at;
    private int end;
    private boolean afterFF;
    private long bits;
    private int count;

    /**
     * @param beyond the byte that is read past the end
     */
    ForwardBits(int beyond) {
        this.beyond = beyond;
    }

    void start(byte[] bytes, int from, int to) {
        data = bytes;
        at = from;
        end = to;
        afterFF = false;
        bits = 0;
        count = 0;
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
            int next = at < end ? data[at++] & 0xFF : beyond;
            bits |= (long) (afterFF ? next & 0x7F : next) << count;
            count += afterFF ? 7 : 8;
            afterFF = next == 0xFF;
        }
    }
}
