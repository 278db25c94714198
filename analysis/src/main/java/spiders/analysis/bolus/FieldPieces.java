// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.bolus;

import spiders.analysis.mesh.FieldGrid;

import java.util.Arrays;

/** The pieces of what is inside a field: places that are neighbours along an axis join. */
final class FieldPieces {

    private final FieldGrid grid;
    private final float[] field;
    private final int[] pieces;
    private int[] stack = new int[1 << 16];
    private int stacked;

    FieldPieces(FieldGrid grid, float[] field) {
        this.grid = grid;
        this.field = field;
        pieces = new int[field.length];
    }

    /**
     * Makes the outside of all but the largest piece.
     *
     * @return how many there were
     */
    int keepLargest(double outside) {
        int count = 0;
        int largest = 0;
        int most = 0;
        for (int i = 0; i < field.length; i++) {
            if (field[i] < 0 && pieces[i] == 0) {
                int size = flood(i, ++count);
                if (size > most) {
                    most = size;
                    largest = count;
                }
            }
        }
        for (int i = 0; i < field.length; i++) {
            if (pieces[i] != largest && field[i] < 0) {
                field[i] = (float) outside;
            }
        }
        return count;
    }

    private int flood(int start, int piece) {
        int size = 0;
        push(start, piece);
        while (stacked > 0) {
            int at = stack[--stacked];
            size++;
            int column = at % grid.columns();
            int row = Math.floorDiv(at, grid.columns()) % grid.rows();
            int plane = Math.floorDiv(at, grid.columns() * grid.rows());
            visit(column > 0, at - 1, piece);
            visit(column < grid.columns() - 1, at + 1, piece);
            visit(row > 0, at - grid.columns(), piece);
            visit(row < grid.rows() - 1, at + grid.columns(), piece);
            visit(plane > 0, at - grid.columns() * grid.rows(), piece);
            visit(plane < grid.planes() - 1, at + grid.columns() * grid.rows(), piece);
        }
        return size;
    }

    private void visit(boolean isWithin, int at, int piece) {
        if (isWithin && field[at] < 0 && pieces[at] == 0) {
            push(at, piece);
        }
    }

    private void push(int at, int piece) {
        if (stacked == stack.length) {
            stack = Arrays.copyOf(stack, 2 * stacked);
        }
        pieces[at] = piece;
        stack[stacked++] = at;
    }
}
