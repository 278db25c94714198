// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

/** The bits of a segment that bypasses arithmetic coding (T.800 D.6); past its end, ones. */
final class RawBits {

    private byte[] data = {};
    private int at;
    private int end;
    private int last;
    private int left;

    void start(byte[] bytes, int from, int length) {
        data = bytes;
        at = from;
        end = from + length;
        last = 0;
        left = 0;
    }

    int bit() {
        if (left == 0) {
            left = last == 0xFF ? 7 : 8;
            last = at < end ? data[at++] & 0xFF : 0xFF;
        }
        left--;
        return last >> left & 1;
    }
}
