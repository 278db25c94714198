// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg;

/**
 * The forward cosine transform of a block of 8 × 8 (ISO/IEC 10918-1 section A.3.3), in integers,
 * after Loeffler, Ligtenberg and Moschytz (ICASSP 1989).
 */
final class ForwardDCT {

    /** Coefficients come out multiplied by this. */
    static final int SCALE = 8;

    private static final int BITS = 13;
    private static final int FRACTION = 2;

    private ForwardDCT() {}

    /** Turns samples around 0 into coefficients times {@link #SCALE}, in place. */
    static void transform(int[] block) {
        for (int row = 0; row < 64; row += 8) {
            pass(block, row, 1, BITS - FRACTION);
        }
        for (int column = 0; column < 8; column++) {
            pass(block, column, 8, BITS + FRACTION);
        }
    }

    private static void pass(int[] block, int at, int step, int shift) {
        int round = 1 << (shift - 1);
        int first = block[at];
        int last = block[at + 7 * step];
        int sum0 = first + last;
        int odd7 = first - last;
        int sum1 = block[at + step] + block[at + 6 * step];
        int odd6 = block[at + step] - block[at + 6 * step];
        int sum2 = block[at + 2 * step] + block[at + 5 * step];
        int odd5 = block[at + 2 * step] - block[at + 5 * step];
        int sum3 = block[at + 3 * step] + block[at + 4 * step];
        int odd4 = block[at + 3 * step] - block[at + 4 * step];

        int outer = sum0 + sum3;
        int outerDifference = sum0 - sum3;
        int inner = sum1 + sum2;
        int innerDifference = sum1 - sum2;
        block[at] = (((outer + inner) << BITS) + round) >> shift;
        block[at + 4 * step] = (((outer - inner) << BITS) + round) >> shift;
        int z1 = (innerDifference + outerDifference) * 4433;
        block[at + 2 * step] = (z1 + outerDifference * 6270 + round) >> shift;
        block[at + 6 * step] = (z1 - innerDifference * 15137 + round) >> shift;

        int z5 = (odd4 + odd6 + odd5 + odd7) * 9633;
        int y1 = -(odd4 + odd7) * 7373;
        int y2 = -(odd5 + odd6) * 20995;
        int y3 = z5 - (odd4 + odd6) * 16069;
        int y4 = z5 - (odd5 + odd7) * 3196;
        block[at + 7 * step] = (odd4 * 2446 + y1 + y3 + round) >> shift;
        block[at + 5 * step] = (odd5 * 16819 + y2 + y4 + round) >> shift;
        block[at + 3 * step] = (odd6 * 25172 + y2 + y3 + round) >> shift;
        block[at + step] = (odd7 * 12299 + y1 + y4 + round) >> shift;
    }
}
