// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.geometry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The closed lines around the negative values of a grid, by marching squares with linear
 * interpolation (Lorensen and Cline 1987, in two dimensions). Where the four corners of a cell
 * leave it open how lines run, the mean of the corners decides. What is outside the grid is
 * positive.
 */
final class IsoLines {

    private static final int NONE = -1;

    private final double[] values;
    private final int columns;
    private final int rows;
    private final double originX;
    private final double originY;
    private final double stepX;
    private final double stepY;
    private final int[] next;

    /**
     * @param values row by row; those at the rim are positive
     */
    IsoLines(
            double[] values,
            int columns,
            double originX,
            double originY,
            double stepX,
            double stepY) {
        this.values = values;
        this.columns = columns;
        this.rows = values.length / columns;
        this.originX = originX;
        this.originY = originY;
        this.stepX = stepX;
        this.stepY = stepY;
        this.next = new int[2 * values.length]; // from a crossed side of a cell to the next one
        Arrays.fill(next, NONE);
    }

    /** Returns the lines, with the negative values on their left. */
    List<Ring> rings() {
        for (int row = 0; row + 1 < rows; row++) {
            for (int column = 0; column + 1 < columns; column++) {
                cell(row * columns + column);
            }
        }
        var rings = new ArrayList<Ring>();
        for (int side = 0; side < next.length; side++) {
            if (next[side] != NONE) {
                rings.add(ring(side));
            }
        }
        return rings;
    }

    /** The even number of a node is the side to its right, the odd one the side above it. */
    private void cell(int node) {
        int[] corners = {node, node + 1, node + columns + 1, node + columns};
        int[] sides = {2 * node, 2 * node + 3, 2 * (node + columns), 2 * node + 1};
        int[] changes = new int[4];
        int count = 0;
        for (int i = 0; i < 4; i++) {
            if (isInside(corners[i]) != isInside(corners[(i + 1) % 4])) {
                changes[count++] = i;
            }
        }
        if (count == 2) {
            boolean leaves = isInside(corners[changes[0]]);
            join(sides[changes[leaves ? 0 : 1]], sides[changes[leaves ? 1 : 0]]);
        } else if (count == 4) {
            // A line goes from where the inside is left to where it is entered: to the side before
            // if the inside corners are apart, else to the side after.
            double sum = 0;
            for (int corner : corners) {
                sum += values[corner];
            }
            int way = sum < 0 ? 1 : 3;
            int first = isInside(corners[0]) ? 0 : 1;
            join(sides[first], sides[(first + way) % 4]);
            join(sides[first + 2], sides[(first + 2 + way) % 4]);
        }
    }

    private boolean isInside(int node) {
        return values[node] < 0;
    }

    private void join(int from, int to) {
        next[from] = to;
    }

    private Ring ring(int first) {
        var xs = new double[16];
        var ys = new double[16];
        int size = 0;
        int side = first;
        while (next[side] != NONE) {
            if (size == xs.length) {
                xs = Arrays.copyOf(xs, 2 * size);
                ys = Arrays.copyOf(ys, 2 * size);
            }
            int node = side / 2;
            boolean isUp = side % 2 == 1;
            double here = values[node];
            double share = here / (here - values[isUp ? node + columns : node + 1]);
            int row = node / columns;
            int column = node % columns;
            xs[size] = originX + stepX * (column + (isUp ? 0 : share));
            ys[size++] = originY + stepY * (row + (isUp ? share : 0));
            int following = next[side];
            next[side] = NONE;
            side = following;
        }
        return Ring.of(Arrays.copyOf(xs, size), Arrays.copyOf(ys, size));
    }
}
