// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import java.util.Arrays;

/**
 * Writes the VLC bit-stream: from the lowest bit of each byte on, the bytes from the last to the
 * first (T.814 7.1.4). The low half of the last byte is left for the segment's suffix length.
 */
final class VLCBits {

    // From the last byte to the first.
    private byte[] buffer = new byte[4096];
    private int length;
    private long bits;
    private int count;
    private boolean afterHigh;

    void reset() {
        length = 0;
        bits = 0xF;
        count = 4;
        afterHigh = true;
    }

    void put(int value, int valueLength) {
        bits |= (long) value << count;
        count += valueLength;
        while (count >= Byte.SIZE) {
            emit();
        }
    }

    private void emit() {
        int next = (int) bits & 0xFF;
        int taken = Byte.SIZE;
        if (afterHigh && (next & 0x7F) == 0x7F) {
            next = 0x7F;
            taken = 7;
        }
        bits >>>= taken;
        count -= taken;
        afterHigh = next > 0x8F;
        if (length == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * length);
        }
        buffer[length++] = (byte) next;
    }

    /** Fills the first byte with zeros. */
    void finish() {
        while (count > 0) {
            emit();
        }
    }

    int length() {
        return length;
    }

    void copy(byte[] target, int end) {
        for (int i = 0; i < length; i++) {
            target[end - 1 - i] = buffer[i];
        }
    }
}
