// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

import spiders.analysis.radiomics.UnusableRegionException.Reason;

/** The smallest box of voxels that holds every part of a mask. */
record MaskBox(Range x, Range y, Range z) {

    /** First and last index, both included. */
    record Range(int first, int last) {

        int size() {
            return last - first + 1;
        }

        /** Where in the range the place nearest to another is, from 0. */
        int index(int place) {
            return Math.clamp(place, first, last) - first;
        }

        /** The range with so much more at either end, within so many places. */
        Range with(int margin, int places) {
            return new Range(Math.max(0, first - margin), Math.min(places - 1, last + margin));
        }
    }

    /** All of a grid. */
    static MaskBox whole(Volume.Axis x, Volume.Axis y, Volume.Axis z) {
        return new MaskBox(
                new Range(0, x.size() - 1), new Range(0, y.size() - 1), new Range(0, z.size() - 1));
    }

    static MaskBox of(Volume mask) {
        int[] low = {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE};
        int[] high = {-1, -1, -1};
        var held = mask.held();
        int rows = held.y().size() * held.z().size();
        for (int row = 0; row < rows; row++) {
            int first = mask.firstAboveZero(row);
            if (first >= 0) {
                include(low, high, held.x().first() + first, 0);
                include(low, high, held.x().first() + mask.lastAboveZero(row), 0);
                include(low, high, held.y().first() + row % held.y().size(), 1);
                include(low, high, held.z().first() + Math.floorDiv(row, held.y().size()), 2);
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
