// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.geometry;

import java.util.Arrays;

/**
 * Where a horizontal line crosses boundaries. Sorted, they come in pairs: from one of even index to
 * the next the line is inside. One is used again for line after line, by one thread.
 */
final class Crossings {

    private double[] xs = new double[32];
    private int size;

    void clear() {
        size = 0;
    }

    void add(double x) {
        if (size == xs.length) {
            xs = Arrays.copyOf(xs, 2 * size);
        }
        xs[size++] = x;
    }

    void sort() {
        Arrays.sort(xs, 0, size);
    }

    int size() {
        return size;
    }

    double x(int index) {
        return xs[index];
    }
}
