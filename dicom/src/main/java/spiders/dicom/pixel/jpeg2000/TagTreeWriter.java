// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import java.util.Arrays;

/** The encoding side of a tag tree (T.800 B.10.2). */
final class TagTreeWriter {

    private final int[] widths;
    private final int[] starts;
    private final int[] values;
    private final int[] low;
    private final boolean[] isTold;

    /**
     * @param leaves the numbers, row by row
     */
    TagTreeWriter(int width, int height, int[] leaves) {
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
        values = new int[nodes];
        low = new int[nodes];
        isTold = new boolean[nodes];
        Arrays.fill(values, Integer.MAX_VALUE);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int level = 0; level < levels; level++) {
                    int node = node(level, x, y);
                    values[node] = Math.min(values[node], leaves[y * width + x]);
                }
            }
        }
    }

    private int node(int level, int x, int y) {
        return starts[level] + (y >> level) * widths[level] + (x >> level);
    }

    /** Writes what tells whether the number at a place is below the threshold. */
    void write(int x, int y, int threshold, PacketBitsWriter out) {
        int floor = 0;
        for (int level = widths.length - 1; level >= 0; level--) {
            int node = node(level, x, y);
            floor = Math.max(floor, low[node]);
            while (floor < threshold && floor < values[node]) {
                out.bit(0);
                floor++;
            }
            if (floor < threshold && !isTold[node]) {
                out.bit(1);
                isTold[node] = true;
            }
            low[node] = floor;
        }
    }
}
