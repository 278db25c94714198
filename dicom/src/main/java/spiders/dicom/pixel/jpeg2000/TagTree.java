// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import java.util.Arrays;

/** The decoding side of a tag tree: a grid of numbers, told bit by bit (T.800 B.10.2). */
final class TagTree {

    private static final int UNKNOWN = Integer.MAX_VALUE;

    private final int[] widths;
    private final int[] starts;
    private final int[] low;
    private final int[] values;

    TagTree(int width, int height) {
        int levels = 1 + Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(width, height) - 1);
        widths = new int[levels];
        starts = new int[levels];
        int nodes = 0;
        int w = width;
        int h = height;
        for (int i = 0; i < levels; i++) {
            widths[i] = w;
            starts[i] = nodes;
            nodes += w * h;
            w = (w + 1) >> 1;
            h = (h + 1) >> 1;
        }
        low = new int[nodes];
        values = new int[nodes];
        Arrays.fill(values, UNKNOWN);
    }

    /** Reads as much as tells whether the number at a place is below the threshold. */
    boolean isBelow(int x, int y, int threshold, PacketBits in) {
        int floor = 0;
        int node = 0;
        for (int level = widths.length - 1; level >= 0; level--) {
            node = starts[level] + (y >> level) * widths[level] + (x >> level);
            floor = Math.max(floor, low[node]);
            while (floor < threshold && floor < values[node]) {
                if (in.bit() == 1) {
                    values[node] = floor;
                } else {
                    floor++;
                }
            }
            low[node] = floor;
        }
        return values[node] < threshold;
    }

    /** Reads the number at a place, which is at most {@code max}. */
    int value(int x, int y, int max, PacketBits in) {
        for (int threshold = 1; threshold <= max + 1; threshold++) {
            if (isBelow(x, y, threshold, in)) {
                return threshold - 1;
            }
        }
        throw in.malformed("A tag tree's number above %d".formatted(max));
    }
}
