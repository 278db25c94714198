// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import java.util.Arrays;

/**
 * What coding a block has to remember of its coefficients.
 *
 * <p>A column of four coefficients, which the scan goes down (T.800 figure D.1), has one word with
 * all that its contexts depend on but the signs at its left and right: 18 bits of significance, six
 * rows of three from the row above the column to that below; six signs, from the row above; then
 * whether each of the four was refined, and whether it was visited in this bit-plane. Words stand
 * in rows with a margin on each side.
 */
final class BlockState {

    static final int SIGNIFICANCE = (1 << 18) - 1;
    static final int NEIGHBOURS = 0x1EF;
    static final int SELF = 1 << 4;
    static final int FIRST_SIGN = 19;
    static final int FIRST_REFINED = 24;
    static final int FIRST_VISITED = 28;
    static final int VISITED = 0xF << FIRST_VISITED;

    private static final int SIGN_ABOVE = 18;
    private static final int SIGN_BELOW = 23;

    private int[] words = {};
    private int width;
    private int height;
    private int stride;
    private boolean isCausal;

    /** Clears the state for a block. */
    void reset(int newWidth, int newHeight, boolean isVerticallyCausal) {
        width = newWidth;
        height = newHeight;
        stride = newWidth + 2;
        isCausal = isVerticallyCausal;
        int length = stride * (((height + 3) >> 2) + 2);
        if (words.length < length) {
            words = new int[length];
        } else {
            Arrays.fill(words, 0, length, 0);
        }
    }

    int[] words() {
        return words;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** The index of the word of a stripe's first column. */
    int first(int stripe) {
        return (stripe + 1) * stride + 1;
    }

    /** The index into {@link BlockContexts#signs} of a column's coefficient. */
    static int signNeighbours(int[] words, int at, int row) {
        int word = words[at];
        return (word >>> (3 * row) & 0xAA)
                | (word >>> (SIGN_ABOVE + row) & 1)
                | (words[at - 1] >>> (FIRST_SIGN + row) & 1) << 2
                | (words[at + 1] >>> (FIRST_SIGN + row) & 1) << 4
                | (word >>> (FIRST_SIGN + 1 + row) & 1) << 6;
    }

    /** Tells a coefficient's word, and those around it, that it is significant. */
    void becomesSignificant(int at, int row, int sign) {
        var all = words;
        int middle = 3 * row + 4;
        all[at - 1] |= 1 << (middle + 1);
        all[at] |= 1 << middle | sign << (FIRST_SIGN + row);
        all[at + 1] |= 1 << (middle - 1);
        if (row == 0 && !isCausal) {
            int above = at - stride;
            all[above - 1] |= 1 << 17;
            all[above] |= 1 << 16 | sign << SIGN_BELOW;
            all[above + 1] |= 1 << 15;
        } else if (row == 3) {
            int below = at + stride;
            all[below - 1] |= 1 << 2;
            all[below] |= 1 << 1 | sign << SIGN_ABOVE;
            all[below + 1] |= 1;
        }
    }
}
