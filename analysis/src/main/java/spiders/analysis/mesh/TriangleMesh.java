// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.mesh;

import java.util.Arrays;

/** A surface of triangles, whose corners turn counter-clockwise as seen from outside; immutable. */
public final class TriangleMesh {

    private final float[] coordinates;
    private final int[] corners;

    /** Takes over the arrays: x, y and z of each vertex, three vertices of each triangle. */
    TriangleMesh(float[] coordinates, int[] corners) {
        this.coordinates = coordinates;
        this.corners = corners;
    }

    /**
     * A mesh of these vertices and triangles.
     *
     * @param coordinates x, y and z of each vertex
     * @param corners three numbers of vertices of each triangle
     * @throws IllegalArgumentException if they are no triplets, a coordinate is no number or a
     *     vertex is not there
     */
    public static TriangleMesh of(float[] coordinates, int[] corners) {
        if (coordinates.length % 3 != 0 || corners.length % 3 != 0) {
            throw new IllegalArgumentException("No triplets");
        }
        for (float coordinate : coordinates) {
            if (!Float.isFinite(coordinate)) {
                throw new IllegalArgumentException("A coordinate of a vertex is no number");
            }
        }
        for (int corner : corners) {
            if (corner < 0 || corner >= coordinates.length / 3) {
                throw new IllegalArgumentException("There is no vertex " + corner);
            }
        }
        return new TriangleMesh(coordinates.clone(), corners.clone());
    }

    public int vertices() {
        return coordinates.length / 3;
    }

    public int triangles() {
        return corners.length / 3;
    }

    /**
     * A coordinate of a vertex.
     *
     * @param axis 0 for x, 1 for y, 2 for z
     */
    public double at(int vertex, int axis) {
        return coordinates[3 * vertex + axis];
    }

    /** The vertex at a corner of a triangle, 0 to 2. */
    public int corner(int triangle, int corner) {
        return corners[3 * triangle + corner];
    }

    /** A coordinate of the middle of a triangle: the mean of its corners. */
    public double middle(int triangle, int axis) {
        return (at(corner(triangle, 0), axis)
                        + at(corner(triangle, 1), axis)
                        + at(corner(triangle, 2), axis))
                / 3;
    }

    /** A normal as long as twice the area. */
    double[] normal(int triangle) {
        var a = new double[3];
        var b = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            double from = at(corner(triangle, 0), axis);
            a[axis] = at(corner(triangle, 1), axis) - from;
            b[axis] = at(corner(triangle, 2), axis) - from;
        }
        return new double[] {
            a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
        };
    }

    /**
     * A coordinate of a triangle's normal, which points outwards and is as long as twice its area.
     */
    public double normal(int triangle, int axis) {
        return normal(triangle)[axis];
    }

    /** The area of a triangle; square millimetres. */
    public double area(int triangle) {
        double[] n = normal(triangle);
        return Math.sqrt(n[0] * n[0] + n[1] * n[1] + n[2] * n[2]) / 2;
    }

    /** Square millimetres. */
    public double area() {
        double area = 0;
        for (int i = 0; i < triangles(); i++) {
            area += area(i);
        }
        return area;
    }

    /**
     * The volume that the surface encloses, by the sum of pyramids to the first vertex; cubic
     * millimetres. It is below 0 if the triangles turn the wrong way, and means nothing where the
     * mesh has holes.
     */
    public double volume() {
        double volume = 0;
        for (int i = 0; i < triangles(); i++) {
            double[] n = normal(i);
            for (int axis = 0; axis < 3; axis++) {
                volume += n[axis] * (at(corner(i, 0), axis) - at(0, axis)) / 6;
            }
        }
        return volume;
    }

    /** What holds of how its triangles join. */
    public MeshCheck check() {
        return MeshCheck.of(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TriangleMesh that
                && Arrays.equals(coordinates, that.coordinates)
                && Arrays.equals(corners, that.corners);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(coordinates) + Arrays.hashCode(corners);
    }

    @Override
    public String toString() {
        return "%d triangles of %d vertices".formatted(triangles(), vertices());
    }
}
