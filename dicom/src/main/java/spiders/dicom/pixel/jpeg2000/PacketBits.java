// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import spiders.dicom.pixel.MalformedFrameException;

/** The bits of a packet header: from the highest, a zero stuffed after FF (T.800 B.10.1). */
final class PacketBits {

    private final StreamReader in;
    private int last;
    private int left;

    PacketBits(StreamReader in) {
        this.in = in;
    }

    int bit() {
        if (left == 0) {
            left = last == 0xFF ? 7 : 8;
            last = in.u8();
        }
        left--;
        return last >> left & 1;
    }

    int bits(int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 1 | bit();
        }
        return value;
    }

    /** Goes to the next whole byte; the one stuffed after a last FF belongs to the header. */
    void align() {
        if (last == 0xFF) {
            in.u8();
        }
        left = 0;
        last = 0;
    }

    MalformedFrameException malformed(String message) {
        return in.malformed(message);
    }
}
