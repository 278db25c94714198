// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

/** The adaptive run-length decoder of quads that are all insignificant (T.814 7.1.3, 7.3.3). */
final class MELDecoder {

    private static final int[] EXPONENTS = {0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5};

    static final int LAST_STATE = EXPONENTS.length - 1;

    private byte[] data = {};
    private int at;
    private int end;
    private int last;
    private int left;
    private int state;
    private int run;
    private boolean endsWithOne;

    /** The exponent of a state's run length (T.814 table 2). */
    static int exponent(int state) {
        return EXPONENTS[state];
    }

    void start(byte[] bytes, int from, int to) {
        data = bytes;
        at = from;
        end = to;
        last = 0;
        left = 0;
        state = 0;
        run = 0;
        endsWithOne = false;
    }

    /** The next event: 1 for what is rare. */
    int event() {
        if (run == 0 && !endsWithOne) {
            readRun();
        }
        if (run > 0) {
            run--;
            return 0;
        }
        endsWithOne = false;
        return 1;
    }

    private void readRun() {
        int exponent = EXPONENTS[state];
        if (bit() == 1) {
            run = 1 << exponent;
            state = Math.min(state + 1, LAST_STATE);
            return;
        }
        for (int i = 0; i < exponent; i++) {
            run = 2 * run + bit();
        }
        state = Math.max(state - 1, 0);
        endsWithOne = true;
    }

    private int bit() {
        if (left == 0) {
            left = last == 0xFF ? 7 : 8;
            last = at < end ? lastHalfFilled() : 0xFF;
        }
        left--;
        return last >> left & 1;
    }

    /** The last two bytes hold the segment's length in 12 bits, and are read as ones there. */
    private int lastHalfFilled() {
        int next = data[at++] & 0xFF;
        if (at == end) {
            return 0xFF;
        }
        return at == end - 1 ? next | 0xF : next;
    }
}
