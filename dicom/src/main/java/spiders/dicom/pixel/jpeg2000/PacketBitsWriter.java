// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import java.io.ByteArrayOutputStream;

/** Writes the bits of packet headers, a zero stuffed after FF (T.800 B.10.1). */
final class PacketBitsWriter {

    private final ByteArrayOutputStream out;
    private int current;
    private int left = 8;

    PacketBitsWriter(ByteArrayOutputStream out) {
        this.out = out;
    }

    void bit(int bit) {
        left--;
        current |= bit << left;
        if (left == 0) {
            emit();
        }
    }

    void bits(int value, int count) {
        for (int i = count - 1; i >= 0; i--) {
            bit(value >> i & 1);
        }
    }

    private void emit() {
        out.write(current);
        left = current == 0xFF ? 7 : 8;
        current = 0;
    }

    /** Ends a header with a whole byte that is not FF. */
    void align() {
        if (left < 8) {
            emit();
        }
        if (left < 8) {
            emit();
        }
    }
}
