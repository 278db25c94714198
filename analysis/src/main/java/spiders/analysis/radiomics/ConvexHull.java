// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The convex hull of points in space, by the quickhull algorithm (Barber 1996).
 *
 * <p>Grid points lie on common planes by the hundred. Each is first moved by a millionth of the
 * cloud's size, at random but the same each time, so that no four share a plane; the measures of a
 * hull change no more than its points do.
 */
final class ConvexHull {

    private static final double JITTER = 1e-7;

    private final double[][] points;
    private final ArrayDeque<Face> open = new ArrayDeque<>();
    private final Set<Face> faces = new HashSet<>();

    private ConvexHull(double[][] points) {
        this.points = points;
    }

    /** Takes points in mm that do not all lie on one plane. */
    static ConvexHull of(List<double[]> cloud) {
        var hull = new ConvexHull(jittered(cloud));
        hull.start();
        while (!hull.open.isEmpty()) {
            var face = hull.open.pop();
            if (!face.removed && !face.outside.isEmpty()) {
                hull.grow(face);
            }
        }
        return hull;
    }

    private static double[][] jittered(List<double[]> cloud) {
        double size = 0;
        double[] origin = cloud.getFirst();
        for (double[] point : cloud) {
            for (int a = 0; a < 3; a++) {
                size = Math.max(size, Math.abs(point[a] - origin[a]));
            }
        }
        var random = new SplittableRandom(1);
        var points = new double[cloud.size()][3];
        for (int i = 0; i < points.length; i++) {
            for (int a = 0; a < 3; a++) {
                double noise = (random.nextDouble() - 0.5) * JITTER * size;
                points[i][a] = cloud.get(i)[a] - origin[a] + noise;
            }
        }
        return points;
    }

    /** A triangle, counter-clockwise from outside, and what lies beyond its plane. */
    private final class Face {

        private final int[] corners;

        /** Across the edges from corner 0, 1 and 2 to the next. */
        private final Face[] neighbours = new Face[3];

        private final List<Integer> outside = new ArrayList<>();
        private final double[] normal = new double[3];
        private final double offset;
        private boolean removed;

        Face(int a, int b, int c) {
            corners = new int[] {a, b, c};
            double[] p = points[a];
            double[] q = points[b];
            double[] r = points[c];
            double length = 0;
            for (int axis = 0; axis < 3; axis++) {
                int m = (axis + 1) % 3;
                int n = (axis + 2) % 3;
                normal[axis] = (q[m] - p[m]) * (r[n] - p[n]) - (q[n] - p[n]) * (r[m] - p[m]);
                length = Math.hypot(length, normal[axis]);
            }
            for (int axis = 0; axis < 3; axis++) {
                normal[axis] /= length;
            }
            offset = dot(normal, p);
        }

        double height(int point) {
            return dot(normal, points[point]) - offset;
        }
    }

    private static double dot(double[] u, double[] v) {
        return u[0] * v[0] + u[1] * v[1] + u[2] * v[2];
    }

    /** Begins with four points far from each other. */
    private void start() {
        int a = 0;
        int b = 0;
        for (int i = 0; i < points.length; i++) {
            a = points[i][0] < points[a][0] ? i : a;
            b = points[i][0] > points[b][0] ? i : b;
        }
        int c = -1;
        double farthest = -1;
        for (int i = 0; i < points.length; i++) {
            double area = triangle(a, b, i);
            if (area > farthest) {
                farthest = area;
                c = i;
            }
        }
        var base = new Face(a, b, c);
        int d = a;
        for (int i = 0; i < points.length; i++) {
            d = Math.abs(base.height(i)) > Math.abs(base.height(d)) ? i : d;
        }
        boolean above = base.height(d) > 0;
        int first = above ? b : a;
        int second = above ? a : b;
        List<Face> four =
                List.of(
                        new Face(first, second, c),
                        new Face(second, first, d),
                        new Face(c, second, d),
                        new Face(first, c, d));
        for (var face : four) {
            for (int e = 0; e < 3; e++) {
                face.neighbours[e] = across(four, face.corners[e], face.corners[(e + 1) % 3]);
            }
        }
        var all = new ArrayList<Integer>();
        for (int i = 0; i < points.length; i++) {
            all.add(i);
        }
        add(four, all);
    }

    private static Face across(List<Face> faces, int from, int to) {
        for (var face : faces) {
            for (int e = 0; e < 3; e++) {
                if (face.corners[e] == to && face.corners[(e + 1) % 3] == from) {
                    return face;
                }
            }
        }
        throw new AssertionError("a tetrahedron has no open edge");
    }

    private double triangle(int a, int b, int c) {
        double[] p = points[a];
        double squares = 0;
        for (int axis = 0; axis < 3; axis++) {
            int m = (axis + 1) % 3;
            int n = (axis + 2) % 3;
            double part =
                    (points[b][m] - p[m]) * (points[c][n] - p[n])
                            - (points[b][n] - p[n]) * (points[c][m] - p[m]);
            squares += part * part;
        }
        return Math.sqrt(squares) / 2;
    }

    private void add(List<Face> fresh, List<Integer> candidates) {
        for (int point : candidates) {
            for (var face : fresh) {
                boolean corner =
                        face.corners[0] == point
                                || face.corners[1] == point
                                || face.corners[2] == point;
                if (!corner && face.height(point) > 0) {
                    face.outside.add(point);
                    break;
                }
            }
        }
        faces.addAll(fresh);
        open.addAll(fresh);
    }

    /** Takes in the point farthest out of a face: what it sees goes, a cone to it comes. */
    private void grow(Face face) {
        int apex = face.outside.getFirst();
        for (int point : face.outside) {
            apex = face.height(point) > face.height(apex) ? point : apex;
        }
        var visible = visibleFrom(face, apex);
        var byStart = new HashMap<Integer, Face>();
        var orphans = new ArrayList<Integer>();
        for (var seen : visible) {
            faces.remove(seen);
            for (int point : seen.outside) {
                if (point != apex) {
                    orphans.add(point);
                }
            }
            for (int e = 0; e < 3; e++) {
                var beyond = seen.neighbours[e];
                if (!beyond.removed) {
                    var cone = new Face(seen.corners[e], seen.corners[(e + 1) % 3], apex);
                    cone.neighbours[0] = beyond;
                    for (int f = 0; f < 3; f++) {
                        if (beyond.corners[f] == cone.corners[1]
                                && beyond.corners[(f + 1) % 3] == cone.corners[0]) {
                            beyond.neighbours[f] = cone;
                        }
                    }
                    byStart.put(cone.corners[0], cone);
                }
            }
        }
        for (var cone : byStart.values()) {
            var next = Objects.requireNonNull(byStart.get(cone.corners[1]));
            cone.neighbours[1] = next;
            next.neighbours[2] = cone;
        }
        add(new ArrayList<>(byStart.values()), orphans);
    }

    private static List<Face> visibleFrom(Face face, int apex) {
        var visible = new ArrayList<Face>();
        face.removed = true;
        visible.add(face);
        for (int i = 0; i < visible.size(); i++) {
            for (var neighbour : visible.get(i).neighbours) {
                if (!neighbour.removed && neighbour.height(apex) > 0) {
                    neighbour.removed = true;
                    visible.add(neighbour);
                }
            }
        }
        return visible;
    }

    /** mm³. */
    double volume() {
        double sum = 0;
        for (var face : faces) {
            int[] c = face.corners;
            sum += triangle(c[0], c[1], c[2]) * face.offset / 3;
        }
        return sum;
    }

    /** mm². */
    double area() {
        double sum = 0;
        for (var face : faces) {
            sum += triangle(face.corners[0], face.corners[1], face.corners[2]);
        }
        return sum;
    }

    /** The largest distance between two points, mm. */
    double diameter() {
        int[] corners =
                faces.stream()
                        .flatMapToInt(face -> Arrays.stream(face.corners))
                        .distinct()
                        .toArray();
        double largest = 0;
        for (int i = 0; i < corners.length; i++) {
            double[] p = points[corners[i]];
            for (int j = 0; j < i; j++) {
                double[] q = points[corners[j]];
                double x = p[0] - q[0];
                double y = p[1] - q[1];
                double z = p[2] - q[2];
                largest = Math.max(largest, x * x + y * y + z * z);
            }
        }
        return Math.sqrt(largest);
    }
}
