// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

import java.util.ArrayList;
import java.util.List;

/** Shape: mesh, principal axes, enclosing box, ellipsoid and hull. */
final class Morphology {

    /** The corners of a cube at its lower x: bits of a corner are x, y and z. */
    private static final int NEAR = 0b0101_0101;

    private static final int ALL = 0xFF;

    private final Region region;
    private double meshVolume;
    private double meshArea;

    /** Takes the tight region: its extent is the bounding box of the mesh. */
    Morphology(Region region) {
        this.region = region;
        measureMesh();
    }

    void put(Values values) {
        var e = region.extent;
        int count = 0;
        for (boolean in : region.morphology) {
            count += in ? 1 : 0;
        }
        double v = meshVolume;
        double a = meshArea;
        double ball = 36 * Math.PI * v * v;
        var axes = PrincipalAxes.of(region);
        var hull = ConvexHull.of(hullCandidates());
        double x = e.nx() * e.dx();
        double y = e.ny() * e.dy();
        double z = e.nz() * e.dz();
        double[] found = {
            v,
            count * e.dx() * e.dy() * e.dz(),
            a,
            a / v,
            v / Math.sqrt(Math.PI * a * a * a),
            ball / (a * a * a),
            a / Math.cbrt(ball),
            Math.cbrt(ball) / a,
            a / Math.cbrt(ball) - 1,
            centreShift(),
            hull.diameter(),
            axes.major(),
            axes.minor(),
            axes.least(),
            axes.minor() / axes.major(),
            axes.least() / axes.major(),
            v / (x * y * z),
            a / (2 * (x * y + y * z + z * x)),
            v / axes.ellipsoidVolume(),
            a / axes.ellipsoidArea(),
            v / hull.volume(),
            a / hull.area(),
            new SampleStatistics(region.sample()).mean * v
        };
        values.putAll(FeatureFamily.MORPHOLOGY, Aggregation.REGION, found);
    }

    private void measureMesh() {
        var e = region.extent;
        var cases = new CubeCases(e.dx(), e.dy(), e.dz());
        for (int k = -1; k < e.nz(); k++) {
            for (int j = -1; j < e.ny(); j++) {
                int inside = 0;
                for (int i = -1; i < e.nx(); i++) {
                    // What was the far side of the cube before is the near one.
                    inside = ((inside >> 1) & NEAR) | (side(i + 1, j, k) << 1);
                    if (inside != 0 && inside != ALL) {
                        measureCube(cases, inside, i, j, k);
                    }
                }
            }
        }
        meshVolume = Math.abs(meshVolume);
    }

    private void measureCube(CubeCases cases, int inside, int i, int j, int k) {
        var e = region.extent;
        double[] normal = cases.normal[inside];
        meshArea += cases.area[inside];
        meshVolume +=
                cases.volume[inside]
                        + (i * e.dx() * normal[0] + j * e.dy() * normal[1] + k * e.dz() * normal[2])
                                / 3;
    }

    /** The four corners of a cube at one x that are in, as bits of its near side. */
    private int side(int i, int j, int k) {
        var e = region.extent;
        if (i == e.nx()) {
            return 0;
        }
        int side = 0;
        for (int corner = 0; corner < 4; corner++) {
            int y = j + (corner & 1);
            int z = k + (corner >> 1);
            boolean isBox = y >= 0 && y < e.ny() && z >= 0 && z < e.nz();
            if (isBox && region.morphology[e.index(i, y, z)]) {
                side |= 1 << (2 * corner);
            }
        }
        return side;
    }

    /** Of the mesh's vertices, the first and last on each line of the grid, in mm. */
    private List<double[]> hullCandidates() {
        var e = region.extent;
        var points = new ArrayList<double[]>();
        for (int axis = 0; axis < 3; axis++) {
            int[] size = {e.nx(), e.ny(), e.nz()};
            int length = size[axis];
            size[axis] = 1;
            for (int k = 0; k < size[2]; k++) {
                for (int j = 0; j < size[1]; j++) {
                    for (int i = 0; i < size[0]; i++) {
                        addEnds(points, new int[] {i, j, k}, axis, length);
                    }
                }
            }
        }
        return points;
    }

    private void addEnds(List<double[]> points, int[] start, int axis, int length) {
        int first = -1;
        int last = -1;
        int[] at = start.clone();
        for (int n = 0; n < length; n++) {
            at[axis] = n;
            if (region.morphology[region.extent.index(at[0], at[1], at[2])]) {
                first = first < 0 ? n : first;
                last = n;
            }
        }
        if (first >= 0) {
            points.add(point(start, axis, first - 0.5));
            points.add(point(start, axis, last + 0.5));
        }
    }

    private double[] point(int[] line, int axis, double position) {
        double[] point = {line[0], line[1], line[2]};
        point[axis] = position;
        point[0] *= region.extent.dx();
        point[1] *= region.extent.dy();
        point[2] *= region.extent.dz();
        return point;
    }

    /** From the centre of the morphological mask to that of the intensities, mm. */
    private double centreShift() {
        var e = region.extent;
        var shape = new double[4];
        var weight = new double[4];
        for (int at = 0; at < region.morphology.length; at++) {
            if (region.morphology[at]) {
                double x = e.i(at) * e.dx();
                double y = e.j(at) * e.dy();
                double z = e.k(at) * e.dz();
                add(shape, 1, x, y, z);
                add(weight, region.intensity[at] ? region.intensities[at] : 0, x, y, z);
            }
        }
        double squares = 0;
        for (int axis = 0; axis < 3; axis++) {
            double off = shape[axis] / shape[3] - weight[axis] / weight[3];
            squares += off * off;
        }
        return Math.sqrt(squares);
    }

    private static void add(double[] sums, double weight, double x, double y, double z) {
        sums[0] += weight * x;
        sums[1] += weight * y;
        sums[2] += weight * z;
        sums[3] += weight;
    }
}
