// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.mesh;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The loops in which a surface goes through a cube, for each of the 256 ways its corners can be
 * inside or outside; bits of a corner are x, y and z.
 *
 * <p>Derived, not tabled: on each face every stretch of inside corners is cut off by a segment; as
 * that depends on the face alone, neighbouring cubes fit. Segments close to loops, each edge that
 * the surface cuts being in one.
 */
final class SurfaceCases {

    /** Corners of each face, counter-clockwise seen from outside. */
    private static final int[][] FACES = {
        {0, 4, 6, 2}, {1, 3, 7, 5}, {0, 1, 5, 4}, {2, 6, 7, 3}, {0, 2, 3, 1}, {4, 5, 7, 6}
    };

    private static final int COUNT = 256;

    /** Of a corner that differs from another in one bit, with that bit: see edge(). */
    static final int EDGES = 24;

    private final List<List<int[]>> loops = new ArrayList<>();

    SurfaceCases() {
        for (int inside = 0; inside < COUNT; inside++) {
            loops.add(loops(inside));
        }
    }

    /** The loops of a case: edges in the order in which triangles seen from outside turn. */
    List<int[]> of(int inside) {
        return loops.get(inside);
    }

    /** The number of an edge: three times its lower corner, and its axis. */
    static int edge(int a, int b) {
        return 3 * Math.min(a, b) + Integer.numberOfTrailingZeros(a ^ b);
    }

    static int corner(int edge) {
        return Math.floorDiv(edge, 3);
    }

    static int axis(int edge) {
        return edge % 3;
    }

    private static List<int[]> loops(int inside) {
        var next = new int[EDGES];
        Arrays.fill(next, -1);
        for (int[] face : FACES) {
            for (int i = 0; i < 4; i++) {
                boolean isEntry = !isIn(inside, face[i]) && isIn(inside, face[(i + 1) % 4]);
                if (isEntry) {
                    int out = i + 1;
                    while (isIn(inside, face[(out + 1) % 4])) {
                        out++;
                    }
                    int entry = edge(face[i], face[(i + 1) % 4]);
                    next[entry] = edge(face[out % 4], face[(out + 1) % 4]);
                }
            }
        }
        var loops = new ArrayList<int[]>();
        var done = new boolean[EDGES];
        for (int start = 0; start < EDGES; start++) {
            if (next[start] >= 0 && !done[start]) {
                var loop = new ArrayList<Integer>();
                for (int edge = start; !done[edge]; edge = next[edge]) {
                    done[edge] = true;
                    loop.add(edge);
                }
                loops.add(loop.stream().mapToInt(Integer::intValue).toArray());
            }
        }
        return loops;
    }

    private static boolean isIn(int inside, int corner) {
        return ((inside >> corner) & 1) != 0;
    }

    /** Whether two edges are of one face, so that a line between them may be another cube's too. */
    static boolean shareFace(int one, int other) {
        for (int[] face : FACES) {
            if (isOf(face, one) && isOf(face, other)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOf(int[] face, int edge) {
        for (int i = 0; i < 4; i++) {
            if (edge(face[i], face[(i + 1) % 4]) == edge) {
                return true;
            }
        }
        return false;
    }
}
