// SPDX-License-Identifier: Apache-2.0
package spiders.demo.phantom;

/**
 * A rectangle of pixels in the patient.
 *
 * @param origin the centre of the first pixel
 * @param right the unit direction of a row, with growing column index
 * @param down the unit direction of a column, with growing row index
 * @param spacing the distance of pixels in mm, the same both ways
 */
public record Plane(Point origin, Point right, Point down, double spacing, int columns, int rows) {

    private static final int LIMIT = 4096;

    public Plane {
        if (columns < 1 || rows < 1 || columns > LIMIT || rows > LIMIT) {
            throw new IllegalArgumentException("A plane of %d x %d".formatted(columns, rows));
        }
    }

    /** A transverse plane centred on the z axis, seen from the feet. */
    public static Plane axial(double z, double spacing, int size) {
        double first = -spacing * (size - 1) / 2;
        return new Plane(
                new Point(first, first, z),
                new Point(1, 0, 0),
                new Point(0, 1, 0),
                spacing,
                size,
                size);
    }

    /** A sagittal plane centred on {@code y} and {@code z}, the front on the left. */
    public static Plane sagittal(double x, double y, double z, double spacing, int size) {
        double half = spacing * (size - 1) / 2;
        return new Plane(
                new Point(x, y - half, z + half),
                new Point(0, 1, 0),
                new Point(0, 0, -1),
                spacing,
                size,
                size);
    }

    /** The direction from a plane to the next. */
    public Point normal() {
        return right.cross(down);
    }

    /** The centre of a pixel. */
    public Point at(int column, int row) {
        return origin.plus(right, spacing * column).plus(down, spacing * row);
    }
}
