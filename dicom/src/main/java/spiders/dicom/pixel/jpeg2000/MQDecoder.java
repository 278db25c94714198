// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import java.util.Arrays;

/**
 * The MQ arithmetic decoder (T.800 annex C).
 *
 * <p>The registers A and C of the standard stand here 32 bits higher, so that code bytes are taken
 * in long before they are needed; {@code slack} is how far both can fall before A needs
 * renormalization or C leaves the interval of the more probable symbol, whichever comes first. Most
 * symbols take one subtraction from it.
 */
final class MQDecoder {

    static final int CONTEXTS = 19;
    static final int RUN_LENGTH = 17;
    static final int UNIFORM = 18;

    // Qe, next state after a more and a less probable symbol, switch (T.800 table C.2).
    private static final int[][] STATES = {
        {0x5601, 1, 1, 1}, {0x3401, 2, 6, 0}, {0x1801, 3, 9, 0}, {0x0AC1, 4, 12, 0},
        {0x0521, 5, 29, 0}, {0x0221, 38, 33, 0}, {0x5601, 7, 6, 1}, {0x5401, 8, 14, 0},
        {0x4801, 9, 14, 0}, {0x3801, 10, 14, 0}, {0x3001, 11, 17, 0}, {0x2401, 12, 18, 0},
        {0x1C01, 13, 20, 0}, {0x1601, 29, 21, 0}, {0x5601, 15, 14, 1}, {0x5401, 16, 14, 0},
        {0x5101, 17, 15, 0}, {0x4801, 18, 16, 0}, {0x3801, 19, 17, 0}, {0x3401, 20, 18, 0},
        {0x3001, 21, 19, 0}, {0x2801, 22, 19, 0}, {0x2401, 23, 20, 0}, {0x2201, 24, 21, 0},
        {0x1C01, 25, 22, 0}, {0x1801, 26, 23, 0}, {0x1601, 27, 24, 0}, {0x1401, 28, 25, 0},
        {0x1201, 29, 26, 0}, {0x1101, 30, 27, 0}, {0x0AC1, 31, 28, 0}, {0x09C1, 32, 29, 0},
        {0x08A1, 33, 30, 0}, {0x0521, 34, 31, 0}, {0x0441, 35, 32, 0}, {0x02A1, 36, 33, 0},
        {0x0221, 37, 34, 0}, {0x0141, 38, 35, 0}, {0x0111, 39, 36, 0}, {0x0085, 40, 37, 0},
        {0x0049, 41, 38, 0}, {0x0025, 42, 39, 0}, {0x0015, 43, 40, 0}, {0x0009, 44, 41, 0},
        {0x0005, 45, 42, 0}, {0x0001, 45, 43, 0}, {0x5601, 46, 46, 0}
    };

    // A state's number is twice its row, plus its more probable symbol.
    private static final int SCALE = 32;
    private static final long HALF = 0x8000L << SCALE;
    private static final long[] PROBABILITY = new long[2 * STATES.length];
    private static final byte[] AFTER_MORE = new byte[2 * STATES.length];
    private static final byte[] AFTER_LESS = new byte[2 * STATES.length];

    static {
        for (int i = 0; i < STATES.length; i++) {
            for (int symbol = 0; symbol < 2; symbol++) {
                int state = 2 * i + symbol;
                PROBABILITY[state] = (long) STATES[i][0] << SCALE;
                AFTER_MORE[state] = (byte) (2 * STATES[i][1] + symbol);
                AFTER_LESS[state] = (byte) (2 * STATES[i][2] + (symbol ^ STATES[i][3]));
            }
        }
    }

    private final byte[] states = new byte[CONTEXTS];
    private byte[] data = {};
    private int at;
    private int end;
    private int last;
    // A and C of the standard are these plus the slack.
    private long interval;
    private long code;
    private long slack;
    private int ahead;

    /** Sets every context to its first state (T.800 table D.7). */
    void resetContexts() {
        Arrays.fill(states, (byte) 0);
        states[0] = 4 << 1;
        states[RUN_LENGTH] = 3 << 1;
        states[UNIFORM] = 46 << 1;
    }

    /** Begins a codeword segment; past its end there are ones (T.800 D.4.1). */
    void start(byte[] bytes, int from, int length) {
        data = bytes;
        at = from;
        end = from + length;
        last = 0;
        interval = 0x8000L << SCALE;
        code = 0;
        // C has room for 16 bits above the first byte's, one of them a carry's: 15 are shifted in.
        ahead = SCALE + 15;
        fill();
        slack = 0;
        rebase();
    }

    /** Decodes a symbol in a context. */
    int decode(int context) {
        int state = states[context];
        long left = slack - PROBABILITY[state];
        slack = left;
        return left >= 0 ? state & 1 : exchange(context, state);
    }

    /** What is left when the slack is not enough: decide, adapt the context, renormalize. */
    private int exchange(int context, int state) {
        long qe = PROBABILITY[state];
        long a = interval + slack;
        long c = code + slack;
        int symbol = state & 1;
        // The slack has the probability taken off already.
        if (c < 0) {
            c += qe;
            symbol = a < qe ? symbol : symbol ^ 1;
            states[context] = a < qe ? AFTER_MORE[state] : AFTER_LESS[state];
            a = qe;
        } else if (a < HALF) {
            symbol = a < qe ? symbol ^ 1 : symbol;
            states[context] = a < qe ? AFTER_LESS[state] : AFTER_MORE[state];
        }
        int shift = Long.numberOfLeadingZeros(a) - Long.numberOfLeadingZeros(HALF);
        interval = a << shift;
        code = c << shift;
        ahead += shift;
        if (ahead >= Byte.SIZE) {
            fill();
        }
        slack = 0;
        rebase();
        return symbol;
    }

    private void rebase() {
        slack = Math.min(interval - HALF, code);
        interval -= slack;
        code -= slack;
    }

    /**
     * Takes in bytes; {@code ahead} is how far the next one's lowest bit would stand above the
     * lowest place there is, and a byte after FF has a place less, its highest bit being a carry.
     */
    private void fill() {
        while (ahead >= Byte.SIZE) {
            int next = at < end ? data[at] & 0xFF : 0xFF;
            if (last == 0xFF) {
                if (next > 0x8F) {
                    // A marker ends the segment; ones follow, without end.
                    end = at;
                    ahead -= Byte.SIZE;
                    code += 0xFFL << ahead;
                    continue;
                }
                ahead -= Byte.SIZE - 1;
            } else {
                ahead -= Byte.SIZE;
            }
            code += (long) next << ahead;
            last = next;
            at++;
        }
    }
}
