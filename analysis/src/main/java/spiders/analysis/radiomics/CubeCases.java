// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The surface through a cube of eight voxel centres, for each of the 256 ways they can be in or out
 * of a mask (marching cubes, Lorensen and Cline 1987); vertices halve the cube's edges.
 *
 * <p>The cases are derived, not tabled: on each face, every stretch of inside corners is cut off by
 * a segment from where a walk round the face enters it to where it leaves it; the segments of the
 * six faces close to loops. As the cut depends on the face alone, cubes fit and the surface has no
 * holes.
 */
final class CubeCases {

    static final int COUNT = 256;

    /** Corners of each face, counter-clockwise seen from outside; bits of a corner are x, y, z. */
    private static final int[][] FACES = {
        {0, 4, 6, 2}, {1, 3, 7, 5}, {0, 1, 5, 4}, {2, 6, 7, 3}, {0, 2, 3, 1}, {4, 5, 7, 6}
    };

    private static final int CORNERS = 8;

    private final double[] spacing;

    /** Surface in the cube, mm². */
    final double[] area = new double[COUNT];

    /** Volume of the pyramids from the cube's first corner to the surface, signed, mm³. */
    final double[] volume = new double[COUNT];

    /** Sum of the area vectors, mm². */
    final double[][] normal = new double[COUNT][3];

    CubeCases(double dx, double dy, double dz) {
        spacing = new double[] {dx, dy, dz};
        for (int inside = 0; inside < COUNT; inside++) {
            measure(inside);
        }
    }

    private void measure(int inside) {
        int[] next = segments(inside);
        int bulge = Integer.bitCount(inside) > CORNERS / 2 ? -1 : 1;
        var done = new boolean[next.length];
        for (int start = 0; start < next.length; start++) {
            if (next[start] >= 0 && !done[start]) {
                var loop = new ArrayList<double[]>();
                int edge = start;
                while (!done[edge]) {
                    done[edge] = true;
                    loop.add(middle(edge));
                    edge = next[edge];
                }
                var patch = filled(loop, 0, loop.size() - 1, bulge);
                area[inside] += patch.area;
                volume[inside] += patch.volume;
                normal[inside][0] += patch.x;
                normal[inside][1] += patch.y;
                normal[inside][2] += patch.z;
            }
        }
    }

    /** From each crossed edge the next along its loop, or -1; an edge is low corner * 8 + high. */
    private static int[] segments(int inside) {
        var next = new int[CORNERS * CORNERS];
        Arrays.fill(next, -1);
        for (int[] face : FACES) {
            for (int c = 0; c < 4; c++) {
                if (!isIn(inside, face[c]) && isIn(inside, face[(c + 1) % 4])) {
                    int leaving = c + 1;
                    while (isIn(inside, face[(leaving + 1) % 4])) {
                        leaving++;
                    }
                    next[edge(face[c], face[(c + 1) % 4])] =
                            edge(face[leaving % 4], face[(leaving + 1) % 4]);
                }
            }
        }
        return next;
    }

    private static boolean isIn(int inside, int corner) {
        return (inside >> corner & 1) == 1;
    }

    private static int edge(int a, int b) {
        return Math.min(a, b) * CORNERS + Math.max(a, b);
    }

    private double[] middle(int edge) {
        int a = edge / CORNERS;
        int b = edge % CORNERS;
        var middle = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            middle[axis] = ((a >> axis & 1) + (b >> axis & 1)) / 2.0 * spacing[axis];
        }
        return middle;
    }

    /** What triangles of a loop measure: volume to the first corner, area and area vector. */
    private record Patch(double volume, double area, double x, double y, double z) {

        Patch plus(Patch other) {
            return new Patch(
                    volume + other.volume,
                    area + other.area,
                    x + other.x,
                    y + other.y,
                    z + other.z);
        }
    }

    /**
     * Fills a stretch of a loop with triangles.
     *
     * <p>A loop out of plane can be filled in several ways. Of few inside corners the surface
     * bulges outwards; of many it bulges inwards, so that a mask and what is around it have the
     * same surface, as with the published table of cases.
     */
    private static Patch filled(List<double[]> loop, int first, int last, int bulge) {
        var best = new Patch(0, 0, 0, 0, 0);
        for (int middle = first + 1; middle < last; middle++) {
            var patch =
                    triangle(loop.get(first), loop.get(middle), loop.get(last))
                            .plus(filled(loop, first, middle, bulge))
                            .plus(filled(loop, middle, last, bulge));
            double gain = bulge * (patch.volume - best.volume);
            // Ways that enclose the same are told apart by their area, not by rounding.
            boolean better = Math.abs(gain) < 1e-9 ? patch.area < best.area : gain > 0;
            best = middle == first + 1 || better ? patch : best;
        }
        return best;
    }

    private static Patch triangle(double[] a, double[] b, double[] c) {
        double x = cross(a, b, c, 1, 2) / 2;
        double y = cross(a, b, c, 2, 0) / 2;
        double z = cross(a, b, c, 0, 1) / 2;
        double volume = (x * a[0] + y * a[1] + z * a[2]) / 3;
        return new Patch(volume, Math.sqrt(x * x + y * y + z * z), x, y, z);
    }

    private static double cross(double[] a, double[] b, double[] c, int p, int q) {
        return (b[p] - a[p]) * (c[q] - a[q]) - (b[q] - a[q]) * (c[p] - a[p]);
    }
}
