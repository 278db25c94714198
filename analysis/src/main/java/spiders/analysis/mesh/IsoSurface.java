// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.mesh;

import java.util.Arrays;
import java.util.List;

/**
 * The surface where a field on a grid is 0, with the inside where it is below (marching cubes,
 * Lorensen and Cline 1987, with cases by faces).
 *
 * <p>It is always watertight, oriented, and of two triangles at each edge: cubes agree on the faces
 * they share, no triangle's edge that is within a cube lies on a face of it, and beyond the grid
 * all is outside. Vertices are linear along the grid's edges, and never nearer to a place of the
 * grid than a hundredth of a step.
 */
public final class IsoSurface {

    private static final SurfaceCases CASES = new SurfaceCases();
    private static final double LEAST = 0.01;

    private final FieldGrid grid;
    private final float[] field;
    private final int mostTriangles;
    private final int[] ofEdges; // the vertex of an edge that begins at a place, of two planes
    private float[] coordinates = new float[3 << 12];
    private int vertices;
    private int[] corners = new int[3 << 12];
    private int triangles;

    private IsoSurface(FieldGrid grid, float[] field, int mostTriangles) {
        this.grid = grid;
        this.field = field;
        this.mostTriangles = mostTriangles;
        ofEdges = new int[2 * 3 * wide() * high()];
        Arrays.fill(ofEdges, -1);
    }

    /** 4 million triangles are 200 MB of STL, and 300 MB of memory with a tree of them. */
    public static final int MOST_TRIANGLES = 4_000_000;

    /**
     * The surface of a field.
     *
     * @param field a number for each place of the grid; one that is no number is outside
     * @param mostTriangles it may have
     * @throws MeshTooLargeException if it would have more
     */
    public static TriangleMesh of(FieldGrid grid, float[] field, int mostTriangles) {
        if (field.length != grid.size()) {
            throw new IllegalArgumentException(
                    "%d numbers for %d places".formatted(field.length, grid.size()));
        }
        return new IsoSurface(grid, field, mostTriangles).mesh();
    }

    /** Of a grid with a place more on each side, where all is outside. */
    private int wide() {
        return grid.columns() + 2;
    }

    private int high() {
        return grid.rows() + 2;
    }

    private TriangleMesh mesh() {
        for (int plane = -1; plane < grid.planes(); plane++) {
            // What was the upper plane is the lower one now.
            int half = ofEdges.length / 2;
            if (plane >= 0) {
                System.arraycopy(ofEdges, half, ofEdges, 0, half);
            }
            Arrays.fill(ofEdges, half, ofEdges.length, -1);
            for (int row = -1; row < grid.rows(); row++) {
                for (int column = -1; column < grid.columns(); column++) {
                    cube(column, row, plane);
                }
            }
        }
        return new TriangleMesh(
                Arrays.copyOf(coordinates, 3 * vertices), Arrays.copyOf(corners, 3 * triangles));
    }

    private float value(int column, int row, int plane) {
        boolean isIn =
                column >= 0
                        && row >= 0
                        && plane >= 0
                        && column < grid.columns()
                        && row < grid.rows()
                        && plane < grid.planes();
        return isIn ? field[grid.index(column, row, plane)] : Float.POSITIVE_INFINITY;
    }

    private void cube(int column, int row, int plane) {
        int inside = 0;
        for (int corner = 0; corner < 8; corner++) {
            float value =
                    value(column + (corner & 1), row + ((corner >> 1) & 1), plane + (corner >> 2));
            inside |= value < 0 ? 1 << corner : 0;
        }
        for (int[] loop : CASES.of(inside)) {
            var ring = new int[loop.length];
            for (int i = 0; i < loop.length; i++) {
                ring[i] = vertex(loop[i], column, row, plane);
            }
            fill(loop, ring);
        }
    }

    /** Fans out from a corner whose lines to the others are on no face, or else from the middle. */
    private void fill(int[] loop, int[] ring) {
        int n = loop.length;
        for (int apex = 0; apex < n; apex++) {
            boolean isGood = true;
            for (int i = 2; i < n - 1; i++) {
                isGood &= !SurfaceCases.shareFace(loop[apex], loop[(apex + i) % n]);
            }
            if (isGood) {
                for (int i = 1; i < n - 1; i++) {
                    add(ring[apex], ring[(apex + i) % n], ring[(apex + i + 1) % n]);
                }
                return;
            }
        }
        var middle = new double[3];
        for (int vertex : ring) {
            for (int axis = 0; axis < 3; axis++) {
                middle[axis] += coordinates[3 * vertex + axis] / (double) n;
            }
        }
        int centre = vertex(middle);
        for (int i = 0; i < n; i++) {
            add(centre, ring[i], ring[(i + 1) % n]);
        }
    }

    private void add(int a, int b, int c) {
        if (triangles == mostTriangles) {
            throw new MeshTooLargeException((long) triangles + 1, mostTriangles);
        }
        if (3 * triangles == corners.length) {
            corners = Arrays.copyOf(corners, grown(corners.length));
        }
        corners[3 * triangles] = a;
        corners[3 * triangles + 1] = b;
        corners[3 * triangles + 2] = c;
        triangles++;
    }

    private static int grown(int length) {
        return Math.toIntExact(Math.min(2L * length, Integer.MAX_VALUE / 3 * 3 - 9));
    }

    private int vertex(int edge, int column, int row, int plane) {
        int corner = SurfaceCases.corner(edge);
        int axis = SurfaceCases.axis(edge);
        int c = column + (corner & 1);
        int r = row + ((corner >> 1) & 1);
        int upper = corner >> 2;
        int slot = ((upper * high() + r + 1) * wide() + c + 1) * 3 + axis;
        if (ofEdges[slot] < 0) {
            double from = value(c, r, plane + upper);
            double to =
                    value(
                            c + (axis == 0 ? 1 : 0),
                            r + (axis == 1 ? 1 : 0),
                            plane + upper + (axis == 2 ? 1 : 0));
            double share = share(from, to);
            var at = new double[3];
            at[0] = grid.at(0, c + (axis == 0 ? share : 0));
            at[1] = grid.at(1, r + (axis == 1 ? share : 0));
            at[2] = grid.at(2, plane + upper + (axis == 2 ? share : 0));
            ofEdges[slot] = vertex(at);
        }
        return ofEdges[slot];
    }

    /** Half way to what is no number or infinite. */
    private static double share(double from, double to) {
        double share = from / (from - to);
        boolean isKnown = Double.isFinite(from) && Double.isFinite(to);
        return isKnown ? Math.clamp(share, LEAST, 1 - LEAST) : 0.5;
    }

    private int vertex(double[] at) {
        if (3 * vertices == coordinates.length) {
            coordinates = Arrays.copyOf(coordinates, grown(coordinates.length));
        }
        for (int axis = 0; axis < 3; axis++) {
            coordinates[3 * vertices + axis] = (float) at[axis];
        }
        return vertices++;
    }

    /** The cases, for tests. */
    static List<int[]> loops(int inside) {
        return CASES.of(inside);
    }
}
