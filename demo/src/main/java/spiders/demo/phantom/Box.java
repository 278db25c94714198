// SPDX-License-Identifier: Apache-2.0
package spiders.demo.phantom;

/** A box along the axes of the patient, in mm. */
record Box(Point low, Point high) {

    static Box around(Point centre, double rx, double ry, double rz) {
        var radii = new Point(rx, ry, rz);
        return new Box(centre.plus(radii, -1), centre.plus(radii, 1));
    }

    static Box between(double z0, double z1) {
        return new Box(new Point(-1000, -1000, z0), new Point(1000, 1000, z1));
    }

    boolean contains(double x, double y, double z) {
        return x >= low.x()
                && x <= high.x()
                && y >= low.y()
                && y <= high.y()
                && z >= low.z()
                && z <= high.z();
    }

    Box intersection(Box other) {
        return new Box(
                new Point(
                        Math.max(low.x(), other.low.x()),
                        Math.max(low.y(), other.low.y()),
                        Math.max(low.z(), other.low.z())),
                new Point(
                        Math.min(high.x(), other.high.x()),
                        Math.min(high.y(), other.high.y()),
                        Math.min(high.z(), other.high.z())));
    }

    /** The least and the greatest value of {@code direction · corner} over the corners. */
    double[] extent(Point direction) {
        double middle = 0.5 * (direction.dot(low) + direction.dot(high));
        double half =
                0.5
                        * (Math.abs(direction.x()) * (high.x() - low.x())
                                + Math.abs(direction.y()) * (high.y() - low.y())
                                + Math.abs(direction.z()) * (high.z() - low.z()));
        return new double[] {middle - half, middle + half};
    }
}
