// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.mesh;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Goes from masks to meshes and back. */
public final class MeshRaster {

    private final TriangleMesh mesh;
    private final FieldGrid grid;

    private MeshRaster(TriangleMesh mesh, FieldGrid grid) {
        this.mesh = mesh;
        this.grid = grid;
    }

    /**
     * The surface half way between places that are in a mask and places that are not.
     *
     * @throws MeshTooLargeException if it has more triangles
     */
    public static TriangleMesh mesh(FieldGrid grid, BitSet mask, int mostTriangles) {
        var field = new float[grid.size()];
        for (int i = 0; i < field.length; i++) {
            field[i] = mask.get(i) ? -1 : 1;
        }
        return IsoSurface.of(grid, field, mostTriangles);
    }

    /**
     * The places of a grid that are inside a mesh: a ray from there along x goes through it an odd
     * number of times. It means nothing for a mesh that is not watertight.
     */
    public static BitSet mask(TriangleMesh mesh, FieldGrid grid) {
        return new MeshRaster(mesh, grid).mask();
    }

    private BitSet mask() {
        Map<Integer, List<Double>> crossings = new HashMap<>();
        for (int t = 0; t < mesh.triangles(); t++) {
            cross(t, crossings);
        }
        var mask = new BitSet(grid.size());
        crossings.forEach((line, xs) -> {
            xs.sort(null);
            for (int i = 0; i + 1 < xs.size(); i += 2) {
                int from = place(xs.get(i));
                int to = place(xs.get(i + 1));
                mask.set(line * grid.columns() + from, line * grid.columns() + to);
            }
        });
        return mask;
    }

    /** The first column at or after an x. */
    private int place(double x) {
        return (int) Math.clamp(Math.ceil((x - grid.x()) / grid.step()), 0, grid.columns());
    }

    private void cross(int triangle, Map<Integer, List<Double>> crossings) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int corner = 0; corner < 3; corner++) {
            double z = mesh.at(mesh.corner(triangle, corner), 2);
            low = Math.min(low, z);
            high = Math.max(high, z);
        }
        int first = (int) Math.max(0, Math.ceil((low - grid.z()) / grid.step()));
        double last = Math.min(grid.planes() - 1.0, (high - grid.z()) / grid.step());
        for (int plane = first; plane <= last; plane++) {
            double z = grid.at(2, plane);
            var ends = new ArrayList<double[]>();
            for (int corner = 0; corner < 3; corner++) {
                int a = mesh.corner(triangle, corner);
                int b = mesh.corner(triangle, (corner + 1) % 3);
                // Neighbours find the very same point on an edge, whichever way they turn.
                end(Math.min(a, b), Math.max(a, b), z, ends);
            }
            if (ends.size() == 2) {
                rows(ends.get(0), ends.get(1), plane, crossings);
            }
        }
    }

    private void end(int a, int b, double z, List<double[]> ends) {
        double from = mesh.at(a, 2);
        double to = mesh.at(b, 2);
        if (from <= z != to <= z) {
            double share = (z - from) / (to - from);
            ends.add(
                    new double[] {
                        mesh.at(a, 0) + share * (mesh.at(b, 0) - mesh.at(a, 0)),
                        mesh.at(a, 1) + share * (mesh.at(b, 1) - mesh.at(a, 1))
                    });
        }
    }

    private void rows(double[] a, double[] b, int plane, Map<Integer, List<Double>> crossings) {
        double low = Math.min(a[1], b[1]);
        double high = Math.max(a[1], b[1]);
        int first = (int) Math.max(0, Math.floor((low - grid.y()) / grid.step()));
        double last = Math.min(grid.rows() - 1.0, Math.ceil((high - grid.y()) / grid.step()));
        for (int row = first; row <= last; row++) {
            double y = grid.at(1, row);
            if (a[1] <= y != b[1] <= y) {
                double x = a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]);
                crossings.computeIfAbsent(plane * grid.rows() + row, _ -> new ArrayList<>()).add(x);
            }
        }
    }
}
