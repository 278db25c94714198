// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import java.util.Arrays;

/** Writes bits from the lowest of each byte on, seven to a byte that follows FF (T.814 7.1.2). */
final class MagSgnBits {

    private byte[] buffer = new byte[4096];
    private int length;
    private long bits;
    private int count;
    private int capacity;

    void reset() {
        length = 0;
        bits = 0;
        count = 0;
        capacity = 8;
    }

    void put(int value, int valueLength) {
        bits |= (long) value << count;
        count += valueLength;
        while (count >= capacity) {
            emit();
        }
    }

    private void emit() {
        int next = (int) bits & (1 << capacity) - 1;
        bits >>>= capacity;
        count -= capacity;
        capacity = next == 0xFF ? 7 : 8;
        if (length == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * length);
        }
        buffer[length++] = (byte) next;
    }

    /** Fills the last byte with ones; one of nothing else is read past the end all the same. */
    void finish() {
        if (count > 0) {
            bits |= -1L << count;
            count = capacity;
            emit();
        }
        if (length > 0 && buffer[length - 1] == (byte) 0xFF) {
            length--;
        }
    }

    int length() {
        return length;
    }

    void copy(byte[] target, int at) {
        System.arraycopy(buffer, 0, target, at, length);
    }
}
