// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.distortion;

/** A position or a displacement in the patient's coordinates, in millimetres. */
public record Point(double x, double y, double z) {

    public static final Point ORIGIN = new Point(0, 0, 0);

    public Point plus(Point other) {
        return new Point(x + other.x, y + other.y, z + other.z);
    }

    public Point minus(Point other) {
        return new Point(x - other.x, y - other.y, z - other.z);
    }

    public Point times(double factor) {
        return new Point(x * factor, y * factor, z * factor);
    }

    public double length() {
        return Math.sqrt(x * x + y * y + z * z);
    }

    /** The coordinate on an axis: 0 for x, 1 for y, 2 for z. */
    public double at(int axis) {
        return switch (axis) {
            case 0 -> x;
            case 1 -> y;
            case 2 -> z;
            default -> throw new IndexOutOfBoundsException(axis);
        };
    }

    static Point of(double[] c) {
        return new Point(c[0], c[1], c[2]);
    }
}
