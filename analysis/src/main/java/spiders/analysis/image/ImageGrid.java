// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.image;

import java.util.Locale;

/**
 * A regular grid in the patient: where the middles of voxels are (PS3.3 section C.7.6.2.1.1).
 *
 * <p>Its sides are those of columns (0, along a row), rows (1, down a column) and planes (2, along
 * the normal, which is the cross product of the other two); they are upright to each other.
 * Immutable.
 */
public final class ImageGrid {

    private static final double SAME = 1e-3;

    /** No axis of a patient is so far away: 100 metres. */
    private static final double FAR = 1e5;

    private final int[] sizes;
    private final double[] origin;
    private final double[][] directions;
    private final double[] spacings;

    private ImageGrid(int[] sizes, double[] origin, double[][] directions, double[] spacings) {
        this.sizes = sizes;
        this.origin = origin;
        this.directions = directions;
        this.spacings = spacings;
    }

    /**
     * A grid.
     *
     * @param sizes columns, rows and planes
     * @param origin the middle of the first voxel: x, y and z
     * @param orientation the direction of rows, then that of columns, as Image Orientation
     *     (Patient)
     * @param spacings from column to column, row to row and plane to plane
     * @throws IllegalArgumentException if these are no such things
     */
    public static ImageGrid of(
            int[] sizes, double[] origin, double[] orientation, double[] spacings) {
        if (sizes.length != 3 || spacings.length != 3) {
            throw new IllegalArgumentException("A grid has three sides");
        }
        for (int side = 0; side < 3; side++) {
            if (sizes[side] < 1 || !(spacings[side] > 0) || !(spacings[side] < FAR)) {
                throw new IllegalArgumentException(
                        "Side %d: %d voxels at %s mm".formatted(side, sizes[side], spacings[side]));
            }
        }
        if (!isPosition(origin) || !isOrientation(orientation)) {
            throw new IllegalArgumentException("A position or an orientation is none");
        }
        return new ImageGrid(
                sizes.clone(), origin.clone(), directions(orientation), spacings.clone());
    }

    static boolean isPosition(double[] p) {
        return p.length == 3
                && Math.abs(p[0]) < FAR
                && Math.abs(p[1]) < FAR
                && Math.abs(p[2]) < FAR;
    }

    /** Whether these are two directions upright to each other. */
    static boolean isOrientation(double[] o) {
        return o.length == 6
                && Math.abs(o[0] * o[0] + o[1] * o[1] + o[2] * o[2] - 1) < SAME
                && Math.abs(o[3] * o[3] + o[4] * o[4] + o[5] * o[5] - 1) < SAME
                && Math.abs(o[0] * o[3] + o[1] * o[4] + o[2] * o[5]) < SAME;
    }

    /** Of columns, rows and planes, of exactly unit length and upright to each other. */
    static double[][] directions(double[] o) {
        double[] along = unit(new double[] {o[0], o[1], o[2]});
        double lean = along[0] * o[3] + along[1] * o[4] + along[2] * o[5];
        double[] down =
                unit(
                        new double[] {
                            o[3] - lean * along[0], o[4] - lean * along[1], o[5] - lean * along[2]
                        });
        double[] normal = {
            along[1] * down[2] - along[2] * down[1],
            along[2] * down[0] - along[0] * down[2],
            along[0] * down[1] - along[1] * down[0]
        };
        return new double[][] {along, down, normal};
    }

    private static double[] unit(double[] v) {
        double length = Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
        return new double[] {v[0] / length, v[1] / length, v[2] / length};
    }

    /** How many voxels a side has: 0 for columns, 1 for rows, 2 for planes. */
    public int size(int side) {
        return sizes[side];
    }

    public int columns() {
        return sizes[0];
    }

    public int rows() {
        return sizes[1];
    }

    public int planes() {
        return sizes[2];
    }

    public long voxels() {
        return (long) sizes[0] * sizes[1] * sizes[2];
    }

    /** From one voxel to the next along a side. */
    public double spacing(int side) {
        return spacings[side];
    }

    /** The unit vector of a side along an axis of the patient. */
    public double direction(int side, int axis) {
        return directions[side][axis];
    }

    /** The middle of the first voxel on an axis of the patient. */
    public double origin(int axis) {
        return origin[axis];
    }

    /** Image Orientation (Patient). */
    public double[] orientation() {
        var orientation = new double[6];
        for (int axis = 0; axis < 3; axis++) {
            orientation[axis] = directions[0][axis];
            orientation[3 + axis] = directions[1][axis];
        }
        return orientation;
    }

    /**
     * A coordinate of the patient, of a voxel or of a place between voxels.
     *
     * @param axis 0 for x, 1 for y, 2 for z
     */
    public double patient(int axis, double column, double row, double plane) {
        return origin[axis]
                + directions[0][axis] * spacings[0] * column
                + directions[1][axis] * spacings[1] * row
                + directions[2][axis] * spacings[2] * plane;
    }

    /** Where a point of the patient is along a side, in voxels; whole numbers are middles. */
    public double index(int side, double x, double y, double z) {
        double[] direction = directions[side];
        return (direction[0] * (x - origin[0])
                        + direction[1] * (y - origin[1])
                        + direction[2] * (z - origin[2]))
                / spacings[side];
    }

    /** Where a voxel is among the samples: columns run fastest, then rows, then planes. */
    int at(int column, int row, int plane) {
        return (plane * sizes[1] + row) * sizes[0] + column;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d x %d x %d voxels of %.4f x %.4f x %.4f mm",
                sizes[0],
                sizes[1],
                sizes[2],
                spacings[0],
                spacings[1],
                spacings[2]);
    }
}
