// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

import spiders.analysis.radiomics.UnusableRegionException.Reason;

/** The smallest box of voxels that holds every part of a mask. */
record MaskBox(Range x, Range y, Range z) {

    /** First and last index, both included. */
    record Range(int first, int last) {}

    static MaskBox of(Volume mask) {
        int[] low = {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE};
        int[] high = {-1, -1, -1};
        for (int k = 0; k < mask.z().size(); k++) {
            for (int j = 0; j < mask.y().size(); j++) {
                for (int i = 0; i < mask.x().size(); i++) {
                    if (mask.value(i, j, k) > 0) {
                        include(low, high, i, 0);
                        include(low, high, j, 1);
                        include(low, high, k, 2);
                    }
                }
            }
        }
        if (high[0] < 0) {
            throw new UnusableRegionException(Reason.EMPTY_MASK);
        }
        return new MaskBox(
                new Range(low[0], high[0]), new Range(low[1], high[1]), new Range(low[2], high[2]));
    }

    private static void include(int[] low, int[] high, int index, int axis) {
        low[axis] = Math.min(low[axis], index);
        high[axis] = Math.max(high[axis], index);
    }
}
