// SPDX-License-Identifier: Apache-2.0
package spiders.demo.phantom;

/** A point or a direction of the patient: x to the left, y to the back, z to the head, in mm. */
public record Point(double x, double y, double z) {

    /** This point moved by {@code factor} times {@code direction}. */
    public Point plus(Point direction, double factor) {
        return new Point(
                x + factor * direction.x, y + factor * direction.y, z + factor * direction.z);
    }

    /** The direction from {@code other} to this point. */
    public Point minus(Point other) {
        return new Point(x - other.x, y - other.y, z - other.z);
    }

    /** The scalar product. */
    public double dot(Point other) {
        return x * other.x + y * other.y + z * other.z;
    }

    /** The vector product. */
    public Point cross(Point other) {
        return new Point(
                y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
    }

    /** The length of the direction. */
    public double length() {
        return Math.sqrt(dot(this));
    }

    Point mirrored() {
        return new Point(-x, y, z);
    }
}
