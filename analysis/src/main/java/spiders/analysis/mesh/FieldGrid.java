// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.mesh;

/**
 * A regular grid of numbers in the patient, along its axes: x runs fastest, then y, then z.
 *
 * @param x of the first number
 * @param step from one to the next along each axis, in millimetres
 */
public record FieldGrid(
        double x, double y, double z, double step, int columns, int rows, int planes) {

    /** 33 million numbers, which are 128 MiB; a bolus takes three times that, and its meshes. */
    public static final long MOST = 1L << 25;

    /** Of a plane: a surface holds six numbers for each place of one. */
    private static final long MOST_IN_PLANE = MOST / 8;

    public FieldGrid {
        boolean isPlace = Math.abs(x) < 1e5 && Math.abs(y) < 1e5 && Math.abs(z) < 1e5;
        if (!isPlace || !(step > 0) || columns < 2 || rows < 2 || planes < 2) {
            throw new IllegalArgumentException(
                    "A grid of %d x %d x %d at %s mm".formatted(columns, rows, planes, step));
        }
        if ((double) columns * rows * planes > MOST) {
            throw new MeshTooLargeException((long) columns * rows * planes, MOST);
        }
        if ((long) columns * rows > MOST_IN_PLANE) {
            throw new MeshTooLargeException((long) columns * rows, MOST_IN_PLANE);
        }
    }

    /** The grid that covers a box. */
    public static FieldGrid covering(double[] low, double[] high, double step) {
        var sizes = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            sizes[axis] = Math.ceil((high[axis] - low[axis]) / step) + 1;
        }
        double all = sizes[0] * sizes[1] * sizes[2];
        if (!(all <= MOST)) {
            throw new MeshTooLargeException((long) all, MOST);
        }
        return new FieldGrid(
                low[0], low[1], low[2], step, (int) sizes[0], (int) sizes[1], (int) sizes[2]);
    }

    public int size() {
        return columns * rows * planes;
    }

    public int index(int column, int row, int plane) {
        return (plane * rows + row) * columns + column;
    }

    /** A coordinate of a place on the grid: 0 for x, 1 for y, 2 for z. */
    public double at(int axis, double index) {
        return (axis == 0 ? x : axis == 1 ? y : z) + step * index;
    }
}
