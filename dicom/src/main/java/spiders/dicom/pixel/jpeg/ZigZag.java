// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg;

/** The order of coefficients in the code stream (ISO/IEC 10918-1 figure A.6). */
final class ZigZag {

    /** Of each place in the code stream, the place in the block, row by row. */
    static final int[] NATURAL = natural();

    private ZigZag() {}

    private static int[] natural() {
        var order = new int[64];
        int at = 0;
        for (int diagonal = 0; diagonal < 15; diagonal++) {
            for (int i = 0; i <= diagonal; i++) {
                int row = diagonal % 2 == 0 ? diagonal - i : i;
                int column = diagonal - row;
                if (row < 8 && column < 8) {
                    order[at++] = row * 8 + column;
                }
            }
        }
        return order;
    }
}
