// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.mesh;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * How the triangles of a mesh join.
 *
 * @param vertices that triangles have
 * @param openEdges edges of one triangle: the border of a hole
 * @param crowdedEdges edges of more than two triangles
 * @param turnedEdges edges of two triangles that turn the same way along it, so that one of them is
 *     inside out
 * @param pieces parts that have no vertex in common
 * @param flatTriangles of two equal corners or no area
 */
public record MeshCheck(
        int vertices,
        int edges,
        int triangles,
        int openEdges,
        int crowdedEdges,
        int turnedEdges,
        int pieces,
        int flatTriangles) {

    static MeshCheck of(TriangleMesh mesh) {
        int[] parents = new int[mesh.vertices()];
        Arrays.setAll(parents, i -> i);
        var used = new boolean[mesh.vertices()];
        long[] sides = new long[3 * mesh.triangles()];
        int flat = 0;
        for (int t = 0; t < mesh.triangles(); t++) {
            flat += mesh.area(t) > 0 ? 0 : 1;
            for (int c = 0; c < 3; c++) {
                int from = mesh.corner(t, c);
                int to = mesh.corner(t, (c + 1) % 3);
                used[from] = true;
                parents[root(parents, from)] = root(parents, to);
                // The lowest bit is the direction, so that an edge's two sides are neighbours.
                long low = Math.min(from, to);
                long high = Math.max(from, to);
                sides[3 * t + c] = (low << 32) | (high << 1) | (from < to ? 0 : 1);
            }
        }
        Arrays.sort(sides);
        int vertices = 0;
        int pieces = 0;
        for (int i = 0; i < used.length; i++) {
            vertices += used[i] ? 1 : 0;
            pieces += used[i] && root(parents, i) == i ? 1 : 0;
        }
        return counted(sides, vertices, mesh.triangles(), pieces, flat);
    }

    private static MeshCheck counted(
            long[] sides, int vertices, int triangles, int pieces, int flat) {
        int edges = 0;
        int open = 0;
        int crowded = 0;
        int turned = 0;
        for (int i = 0; i < sides.length; ) {
            int next = i + 1;
            while (next < sides.length && sides[next] >>> 1 == sides[i] >>> 1) {
                next++;
            }
            edges++;
            open += next - i == 1 ? 1 : 0;
            crowded += next - i > 2 ? 1 : 0;
            turned += next - i == 2 && sides[i] == sides[i + 1] ? 1 : 0;
            i = next;
        }
        return new MeshCheck(vertices, edges, triangles, open, crowded, turned, pieces, flat);
    }

    private static int root(int[] parents, int of) {
        int at = of;
        while (parents[at] != at) {
            parents[at] = parents[parents[at]];
            at = parents[at];
        }
        return at;
    }

    /** Whether every edge is one of two triangles. */
    public boolean isWatertight() {
        return triangles > 0 && openEdges == 0 && crowdedEdges == 0;
    }

    /** Whether all triangles turn the same way as their neighbours. */
    public boolean isOriented() {
        return turnedEdges == 0;
    }

    /**
     * How many handles it has, over all pieces: a ball has none, a ring one (by Euler's
     * characteristic); empty for a mesh that is not watertight and oriented.
     */
    public OptionalInt genus() {
        return isWatertight() && isOriented()
                ? OptionalInt.of(pieces - (vertices - edges + triangles) / 2)
                : OptionalInt.empty();
    }
}
