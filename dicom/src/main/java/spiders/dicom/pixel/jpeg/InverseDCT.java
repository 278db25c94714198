// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg;

/**
 * The inverse cosine transform of a block of 8 × 8 (ISO/IEC 10918-1 section A.3.3), in integers.
 *
 * <p>After Loeffler, Ligtenberg and Moschytz (ICASSP 1989): 11 multiplications a row or column,
 * constants of 13 bits, columns before rows, and each pass rounded as the accurate transform of the
 * Independent JPEG Group's library rounds. Samples are the same as those of the many systems built
 * on that library, DCMTK among them.
 */
final class InverseDCT {

    private static final int BITS = 13;
    private static final int C_0_298631336 = 2446;
    private static final int C_0_390180644 = 3196;
    private static final int C_0_541196100 = 4433;
    private static final int C_0_765366865 = 6270;
    private static final int C_0_899976223 = 7373;
    private static final int C_1_175875602 = 9633;
    private static final int C_1_501321110 = 12299;
    private static final int C_1_847759065 = 15137;
    private static final int C_1_961570560 = 16069;
    private static final int C_2_053119869 = 16819;
    private static final int C_2_562915447 = 20995;
    private static final int C_3_072711026 = 25172;

    /** The bits of a fraction kept between the passes: fewer for 12-bit samples. */
    private final int fraction;

    InverseDCT(int precision) {
        this.fraction = precision <= 8 ? 2 : 1;
    }

    /** The value of all samples of a block that has nothing but its mean. */
    int flat(int mean) {
        return descale(mean << fraction, fraction + 3);
    }

    /** Turns coefficients, row by row, into samples around 0, in place. */
    void transform(int[] block) {
        for (int column = 0; column < 8; column++) {
            if (isFlat(block, column, 8)) {
                int mean = block[column] << fraction;
                for (int i = column; i < 64; i += 8) {
                    block[i] = mean;
                }
            } else {
                pass(block, column, 8, BITS - fraction);
            }
        }
        for (int row = 0; row < 64; row += 8) {
            if (isFlat(block, row, 1)) {
                int mean = descale(block[row], fraction + 3);
                for (int i = row; i < row + 8; i++) {
                    block[i] = mean;
                }
            } else {
                pass(block, row, 1, BITS + fraction + 3);
            }
        }
    }

    private static boolean isFlat(int[] block, int at, int step) {
        return (block[at + step]
                        | block[at + 2 * step]
                        | block[at + 3 * step]
                        | block[at + 4 * step]
                        | block[at + 5 * step]
                        | block[at + 6 * step]
                        | block[at + 7 * step])
                == 0;
    }

    private static int descale(int value, int shift) {
        return (value + (1 << (shift - 1))) >> shift;
    }

    private static void pass(int[] block, int at, int step, int shift) {
        int z2 = block[at + 2 * step];
        int z3 = block[at + 6 * step];
        int z1 = (z2 + z3) * C_0_541196100;
        int even2 = z1 - z3 * C_1_847759065;
        int even3 = z1 + z2 * C_0_765366865;
        int round = 1 << (shift - 1);
        int even0 = ((block[at] + block[at + 4 * step]) << BITS) + round;
        int even1 = ((block[at] - block[at + 4 * step]) << BITS) + round;
        int sum0 = even0 + even3;
        int sum3 = even0 - even3;
        int sum1 = even1 + even2;
        int sum2 = even1 - even2;

        int odd7 = block[at + 7 * step];
        int odd5 = block[at + 5 * step];
        int odd3 = block[at + 3 * step];
        int odd1 = block[at + step];
        int z5 = (odd7 + odd3 + odd5 + odd1) * C_1_175875602;
        int y1 = -(odd7 + odd1) * C_0_899976223;
        int y2 = -(odd5 + odd3) * C_2_562915447;
        int y3 = z5 - (odd7 + odd3) * C_1_961570560;
        int y4 = z5 - (odd5 + odd1) * C_0_390180644;
        int t0 = odd7 * C_0_298631336 + y1 + y3;
        int t1 = odd5 * C_2_053119869 + y2 + y4;
        int t2 = odd3 * C_3_072711026 + y2 + y3;
        int t3 = odd1 * C_1_501321110 + y1 + y4;

        block[at] = (sum0 + t3) >> shift;
        block[at + step] = (sum1 + t2) >> shift;
        block[at + 2 * step] = (sum2 + t1) >> shift;
        block[at + 3 * step] = (sum3 + t0) >> shift;
        block[at + 4 * step] = (sum3 - t0) >> shift;
        block[at + 5 * step] = (sum2 - t1) >> shift;
        block[at + 6 * step] = (sum1 - t2) >> shift;
        block[at + 7 * step] = (sum0 - t3) >> shift;
    }
}
