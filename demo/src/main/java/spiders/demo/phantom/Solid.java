// SPDX-License-Identifier: Apache-2.0
package spiders.demo.phantom;

/** A shape that a point is in or out of. */
sealed interface Solid {

    boolean contains(double x, double y, double z);

    Box bounds();

    /** This shape without {@code other}. */
    default Solid minus(Solid other) {
        return new Without(this, other);
    }

    /** What of this shape is in {@code box}. */
    default Solid clipped(Box box) {
        return new Clipped(this, box);
    }

    /** This shape on the other side of the body. */
    default Solid mirrored() {
        return switch (this) {
            case Ellipsoid e -> new Ellipsoid(e.centre.mirrored(), e.radii, -e.turn, e.boxy);
            case Tube t -> new Tube(t.from.mirrored(), t.to.mirrored(), t.fromRadius, t.toRadius);
            case Without w -> new Without(w.whole.mirrored(), w.taken.mirrored());
            case Clipped c ->
                    new Clipped(
                            c.solid.mirrored(),
                            new Box(
                                    new Point(-c.box.high().x(), c.box.low().y(), c.box.low().z()),
                                    new Point(
                                            -c.box.low().x(), c.box.high().y(), c.box.high().z())));
            case Trunk t -> t;
        };
    }

    /** An ellipsoid turned about the z axis (radians), or a rounded box of the same radii. */
    record Ellipsoid(Point centre, Point radii, double turn, boolean boxy) implements Solid {

        Ellipsoid(double x, double y, double z, double rx, double ry, double rz) {
            this(new Point(x, y, z), new Point(rx, ry, rz), 0, false);
        }

        Ellipsoid turned(double degrees) {
            return new Ellipsoid(centre, radii, Math.toRadians(degrees), boxy);
        }

        Ellipsoid asBox() {
            return new Ellipsoid(centre, radii, turn, true);
        }

        Ellipsoid grown(double millimetres) {
            var more = new Point(millimetres, millimetres, millimetres);
            return new Ellipsoid(centre, radii.plus(more, 1), turn, boxy);
        }

        @Override
        public boolean contains(double x, double y, double z) {
            double cos = turn == 0 ? 1 : Math.cos(turn);
            double sin = turn == 0 ? 0 : Math.sin(turn);
            double dx = x - centre.x();
            double dy = y - centre.y();
            double u = (cos * dx + sin * dy) / radii.x();
            double v = (cos * dy - sin * dx) / radii.y();
            double w = (z - centre.z()) / radii.z();
            u *= u;
            v *= v;
            w *= w;
            return boxy ? u * u + v * v + w * w <= 1 : u + v + w <= 1;
        }

        @Override
        public Box bounds() {
            double r = Math.max(radii.x(), radii.y());
            return turn == 0
                    ? Box.around(centre, radii.x(), radii.y(), radii.z())
                    : Box.around(centre, r * 1.19, r * 1.19, radii.z());
        }
    }

    /** A round tube with round ends. */
    record Tube(Point from, Point to, double fromRadius, double toRadius) implements Solid {

        Tube narrowed(double millimetres) {
            return new Tube(
                    from,
                    to,
                    Math.max(0.5, fromRadius - millimetres),
                    Math.max(0.5, toRadius - millimetres));
        }

        @Override
        public boolean contains(double x, double y, double z) {
            double ax = to.x() - from.x();
            double ay = to.y() - from.y();
            double az = to.z() - from.z();
            double px = x - from.x();
            double py = y - from.y();
            double pz = z - from.z();
            double along = (px * ax + py * ay + pz * az) / (ax * ax + ay * ay + az * az + 1e-9);
            along = Math.clamp(along, 0.0, 1.0);
            double dx = px - along * ax;
            double dy = py - along * ay;
            double dz = pz - along * az;
            double radius = fromRadius + along * (toRadius - fromRadius);
            return dx * dx + dy * dy + dz * dz <= radius * radius;
        }

        @Override
        public Box bounds() {
            double r = Math.max(fromRadius, toRadius);
            return new Box(
                    new Point(
                            Math.min(from.x(), to.x()) - r,
                            Math.min(from.y(), to.y()) - r,
                            Math.min(from.z(), to.z()) - r),
                    new Point(
                            Math.max(from.x(), to.x()) + r,
                            Math.max(from.y(), to.y()) + r,
                            Math.max(from.z(), to.z()) + r));
        }
    }

    /** What of {@code whole} is not in {@code taken}. */
    record Without(Solid whole, Solid taken) implements Solid {

        @Override
        public boolean contains(double x, double y, double z) {
            return whole.contains(x, y, z) && !taken.contains(x, y, z);
        }

        @Override
        public Box bounds() {
            return whole.bounds();
        }
    }

    /** What of {@code solid} is in {@code box}. */
    record Clipped(Solid solid, Box box) implements Solid {

        @Override
        public boolean contains(double x, double y, double z) {
            return box.contains(x, y, z) && solid.contains(x, y, z);
        }

        @Override
        public Box bounds() {
            return solid.bounds().intersection(box);
        }
    }

    /** The trunk, {@code inset} mm under its skin (more under fat where {@code fat} is above 0). */
    record Trunk(Physique physique, double inset, double fat) implements Solid {

        @Override
        public boolean contains(double x, double y, double z) {
            double depth = inset + fat * physique.fat(z);
            double u = x / (physique.halfWidth(z) - depth);
            double v = y / (physique.halfDepth(z) - depth);
            u *= u;
            v *= v;
            return 0.55 * (u + v) + 0.45 * (u * u + v * v) <= 1;
        }

        @Override
        public Box bounds() {
            double width = physique.greatestHalfWidth() * 1.15;
            return new Box(new Point(-width, -width, -1000), new Point(width, width, 2000));
        }
    }
}
