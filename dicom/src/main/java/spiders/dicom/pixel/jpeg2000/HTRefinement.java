// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import java.util.Arrays;

/** The passes of an HT code-block after cleanup: SigProp and MagRef (T.814 7.4 and 7.5). */
final class HTRefinement {

    private static final int GROUP = 4;
    private static final byte FROM_CLEANUP = 1;
    private static final byte NEW = 2;

    private final ForwardBits forward = new ForwardBits(0);
    private final BackwardBits backward = new BackwardBits();
    // Which coefficients are significant, with a margin of one all around.
    private byte[] significant = {};
    private int width;
    private int height;
    private int[] coefficients = {};
    private int stride;

    /**
     * Refines coefficients that cleanup left at a bit-plane.
     *
     * @param plane the lowest that cleanup has decoded, at least 1
     */
    void refine(
            CodeBlock block,
            int[] cleanedUp,
            int cleanedUpStride,
            CodingStyle style,
            int plane,
            SegmentBytes bytes) {
        width = block.width;
        height = block.height;
        coefficients = cleanedUp;
        stride = cleanedUpStride;
        readSignificance();
        int end = bytes.from() + bytes.length();
        forward.start(bytes.array(), bytes.from(), end);
        propagate(plane - 1, style.has(CodingStyle.VERTICALLY_CAUSAL));
        if (block.passes(1) > 1) {
            backward.start(bytes.array(), bytes.from(), end);
            refineMagnitudes(plane - 1);
        }
    }

    private void readSignificance() {
        int size = (width + 2) * (height + 2);
        if (significant.length < size) {
            significant = new byte[size];
        }
        Arrays.fill(significant, 0, size, (byte) 0);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                significant[index(x, y)] = coefficients[y * stride + x] == 0 ? 0 : FROM_CLEANUP;
            }
        }
    }

    private int index(int x, int y) {
        return (y + 1) * (width + 2) + x + 1;
    }

    private void propagate(int plane, boolean isCausal) {
        for (int y = 0; y < height; y += GROUP) {
            for (int x = 0; x < width; x += GROUP) {
                propagateGroup(x, y, plane, isCausal);
            }
        }
    }

    /** Of four columns, first which become significant, then the signs of those. */
    private void propagateGroup(int x0, int y0, int plane, boolean isCausal) {
        int x1 = Math.min(x0 + GROUP, width);
        int y1 = Math.min(y0 + GROUP, height);
        int found = 0;
        for (int x = x0; x < x1; x++) {
            for (int y = y0; y < y1; y++) {
                boolean isLast = isCausal && y == y0 + GROUP - 1;
                if (significant[index(x, y)] == 0
                        && hasNeighbour(index(x, y), isLast)
                        && forward.bit() == 1) {
                    significant[index(x, y)] = NEW;
                    found |= 1 << (GROUP * (x - x0) + y - y0);
                }
            }
        }
        for (int left = found; left != 0; left &= left - 1) {
            int place = Integer.numberOfTrailingZeros(left);
            int target = (y0 + place % GROUP) * stride + x0 + place / GROUP;
            coefficients[target] = forward.bit() << 31 | 3 << plane;
        }
    }

    private boolean hasNeighbour(int at, boolean isWithoutBelow) {
        int above = at - width - 2;
        int below = at + width + 2;
        int found =
                significant[above - 1]
                        | significant[above]
                        | significant[above + 1]
                        | significant[at - 1]
                        | significant[at + 1];
        if (!isWithoutBelow) {
            found |= significant[below - 1] | significant[below] | significant[below + 1];
        }
        return found != 0;
    }

    private void refineMagnitudes(int plane) {
        for (int y0 = 0; y0 < height; y0 += GROUP) {
            int y1 = Math.min(y0 + GROUP, height);
            for (int x = 0; x < width; x++) {
                for (int y = y0; y < y1; y++) {
                    if (significant[index(x, y)] == FROM_CLEANUP) {
                        coefficients[y * stride + x] += (2 * backward.bit() - 1) << plane;
                    }
                }
            }
        }
    }
}
