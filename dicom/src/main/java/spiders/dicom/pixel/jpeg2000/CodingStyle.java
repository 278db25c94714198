// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import java.util.List;

/**
 * How the components of a tile are transformed and coded (SPcod, SPcoc; T.800 table A.15).
 *
 * @param widthExponent of a code-block
 * @param blockStyle the flags of T.800 table A.19 and T.814 table A.5
 * @param precincts for each resolution PPx in the low four bits and PPy in the next; empty for the
 *     largest
 */
record CodingStyle(
        int levels,
        int widthExponent,
        int heightExponent,
        int blockStyle,
        boolean isReversible,
        List<Integer> precincts) {

    static final int BYPASS = 1;
    static final int RESET = 2;
    static final int TERMINATE_ALL = 4;
    static final int VERTICALLY_CAUSAL = 8;
    static final int PREDICTABLE_TERMINATION = 16;
    static final int SEGMENTATION_SYMBOLS = 32;
    static final int HIGH_THROUGHPUT = 64;
    static final int MIXED = 128;

    static final int MAX_LEVELS = 32;
    private static final int LARGEST = 15;

    CodingStyle {
        precincts = List.copyOf(precincts);
    }

    boolean has(int style) {
        return (blockStyle & style) != 0;
    }

    int precinctWidthExponent(int resolution) {
        return precincts.isEmpty() ? LARGEST : precincts.get(resolution) & 0xF;
    }

    int precinctHeightExponent(int resolution) {
        return precincts.isEmpty() ? LARGEST : precincts.get(resolution) >> 4;
    }
}
