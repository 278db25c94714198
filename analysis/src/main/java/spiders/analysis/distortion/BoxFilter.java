// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.distortion;

import java.util.stream.IntStream;

/** Means over boxes of voxels, in time that does not depend on their size. */
final class BoxFilter {

    private final int[] sizes;

    BoxFilter(int columns, int rows, int planes) {
        sizes = new int[] {columns, rows, planes};
    }

    /** Replaces each value by the mean of those so many voxels around; less at the border. */
    void apply(float[] values, int... reach) {
        for (int side = 0; side < 3; side++) {
            alongSide(values, side, reach[side]);
        }
    }

    private void alongSide(float[] values, int side, int reach) {
        int n = sizes[side];
        int stride = side == 0 ? 1 : side == 1 ? sizes[0] : sizes[0] * sizes[1];
        int blocks = values.length / (n * stride);
        IntStream.range(0, blocks)
                .parallel()
                .forEach(block -> {
                    for (int s = 0; s < stride; s++) {
                        line(values, block * n * stride + s, stride, n, reach);
                    }
                });
    }

    private static void line(float[] values, int from, int stride, int n, int reach) {
        var sums = new double[n + 1];
        for (int i = 0; i < n; i++) {
            sums[i + 1] = sums[i] + values[from + i * stride];
        }
        for (int i = 0; i < n; i++) {
            int low = Math.max(0, i - reach);
            int high = Math.min(n, i + reach + 1);
            values[from + i * stride] = (float) ((sums[high] - sums[low]) / (high - low));
        }
    }
}
