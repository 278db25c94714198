// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.mesh;

import java.util.Arrays;

/** Finds the nearest point of a mesh, exactly; safe for use by threads. */
public final class TriangleTree {

    private static final int LEAF = 4;

    private final TriangleMesh mesh;
    private final int[] order; // triangles, those of a branch side by side
    private final float[] boxes; // of branches, as a heap: low x, y, z, high x, y, z

    /**
     * A tree over a mesh.
     *
     * @throws IllegalArgumentException if it has no triangle
     */
    public TriangleTree(TriangleMesh mesh) {
        if (mesh.triangles() == 0) {
            throw new IllegalArgumentException("A mesh of nothing");
        }
        this.mesh = mesh;
        order = new int[mesh.triangles()];
        Arrays.setAll(order, i -> i);
        int depth = 1;
        for (int size = order.length; size > LEAF; size = (size + 1) / 2) {
            depth++;
        }
        boxes = new float[6 << depth];
        build(1, 0, order.length);
    }

    private void build(int branch, int from, int to) {
        box(branch, from, to);
        if (to - from <= LEAF) {
            return;
        }
        int axis = 0;
        for (int other = 1; other < 3; other++) {
            axis = extent(branch, other) > extent(branch, axis) ? other : axis;
        }
        int middle = (from + to + 1) / 2;
        select(from, to, middle, axis);
        build(2 * branch, from, middle);
        build(2 * branch + 1, middle, to);
    }

    private float extent(int branch, int axis) {
        return boxes[6 * branch + 3 + axis] - boxes[6 * branch + axis];
    }

    private void box(int branch, int from, int to) {
        int at = 6 * branch;
        Arrays.fill(boxes, at, at + 3, Float.POSITIVE_INFINITY);
        Arrays.fill(boxes, at + 3, at + 6, Float.NEGATIVE_INFINITY);
        for (int i = from; i < to; i++) {
            for (int corner = 0; corner < 3; corner++) {
                for (int axis = 0; axis < 3; axis++) {
                    float value = (float) mesh.at(mesh.corner(order[i], corner), axis);
                    boxes[at + axis] = Math.min(boxes[at + axis], value);
                    boxes[at + 3 + axis] = Math.max(boxes[at + 3 + axis], value);
                }
            }
        }
    }

    /** Puts the lower ones of a stretch before its middle, by quickselect. */
    private void select(int from, int to, int middle, int axis) {
        int low = from;
        int high = to - 1;
        while (low < high) {
            double pivot = mesh.middle(order[(low + high) >>> 1], axis);
            int i = low;
            int j = high;
            while (i <= j) {
                while (mesh.middle(order[i], axis) < pivot) {
                    i++;
                }
                while (mesh.middle(order[j], axis) > pivot) {
                    j--;
                }
                if (i <= j) {
                    int swap = order[i];
                    order[i++] = order[j];
                    order[j--] = swap;
                }
            }
            if (middle <= j) {
                high = j;
            } else if (middle >= i) {
                low = i;
            } else {
                return;
            }
        }
    }

    /** The nearest point of a mesh to another. */
    public static final class Nearest {

        private final double[] at = new double[3];
        private double squared;
        private boolean isFound;

        /** Its coordinate: 0 for x, 1 for y, 2 for z. */
        public double at(int axis) {
            return at[axis];
        }

        /** How far it is; the bound, if nothing is nearer. */
        public double distance() {
            return Math.sqrt(squared);
        }

        /** Whether there is one within the bound. */
        public boolean isFound() {
            return isFound;
        }
    }

    /**
     * Finds the nearest point.
     *
     * @param bound farther ones are not looked for; infinity for none
     */
    public Nearest nearest(double x, double y, double z, double bound) {
        var nearest = new Nearest();
        nearest.squared = bound * bound;
        search(1, 0, order.length, new double[] {x, y, z}, nearest);
        return nearest;
    }

    private void search(int branch, int from, int to, double[] p, Nearest nearest) {
        if (to - from <= LEAF) {
            for (int i = from; i < to; i++) {
                triangle(order[i], p, nearest);
            }
            return;
        }
        int middle = (from + to + 1) / 2;
        double left = squared(2 * branch, p);
        double right = squared(2 * branch + 1, p);
        boolean isLeftFirst = left <= right;
        if (Math.min(left, right) < nearest.squared) {
            searchHalf(branch, from, middle, to, isLeftFirst, p, nearest);
        }
        if (Math.max(left, right) < nearest.squared) {
            searchHalf(branch, from, middle, to, !isLeftFirst, p, nearest);
        }
    }

    private void searchHalf(
            int branch, int from, int middle, int to, boolean isLeft, double[] p, Nearest nearest) {
        if (isLeft) {
            search(2 * branch, from, middle, p, nearest);
        } else {
            search(2 * branch + 1, middle, to, p, nearest);
        }
    }

    private double squared(int branch, double[] p) {
        double sum = 0;
        for (int axis = 0; axis < 3; axis++) {
            double low = boxes[6 * branch + axis] - p[axis];
            double high = p[axis] - boxes[6 * branch + 3 + axis];
            double away = Math.max(0, Math.max(low, high));
            sum += away * away;
        }
        return sum;
    }

    /** By the region of the triangle that the point is over (Ericson 2005, section 5.1.5). */
    private void triangle(int triangle, double[] p, Nearest nearest) {
        int a = mesh.corner(triangle, 0);
        int b = mesh.corner(triangle, 1);
        int c = mesh.corner(triangle, 2);
        double d1 = dot(a, b, a, p);
        double d2 = dot(a, c, a, p);
        double d3 = dot(a, b, b, p);
        double d4 = dot(a, c, b, p);
        double d5 = dot(a, b, c, p);
        double d6 = dot(a, c, c, p);
        double vc = d1 * d4 - d3 * d2;
        double vb = d5 * d2 - d1 * d6;
        double va = d3 * d6 - d5 * d4;
        double v;
        double w;
        if (d1 <= 0 && d2 <= 0) {
            v = 0;
            w = 0;
        } else if (d3 >= 0 && d4 <= d3) {
            v = 1;
            w = 0;
        } else if (vc <= 0 && d1 >= 0 && d3 <= 0) {
            v = d1 / (d1 - d3);
            w = 0;
        } else if (d6 >= 0 && d5 <= d6) {
            v = 0;
            w = 1;
        } else if (vb <= 0 && d2 >= 0 && d6 <= 0) {
            v = 0;
            w = d2 / (d2 - d6);
        } else if (va <= 0 && d4 - d3 >= 0 && d5 - d6 >= 0) {
            w = (d4 - d3) / (d4 - d3 + (d5 - d6));
            v = 1 - w;
        } else {
            double all = va + vb + vc;
            v = vb / all;
            w = vc / all;
        }
        take(new int[] {a, b, c}, v, w, p, nearest);
    }

    /** (to - from) times (p - origin). */
    private double dot(int from, int to, int origin, double[] p) {
        double sum = 0;
        for (int axis = 0; axis < 3; axis++) {
            sum += (mesh.at(to, axis) - mesh.at(from, axis)) * (p[axis] - mesh.at(origin, axis));
        }
        return sum;
    }

    private void take(int[] corners, double v, double w, double[] p, Nearest nearest) {
        double x = between(corners, 0, v, w);
        double y = between(corners, 1, v, w);
        double z = between(corners, 2, v, w);
        double squared =
                (x - p[0]) * (x - p[0]) + (y - p[1]) * (y - p[1]) + (z - p[2]) * (z - p[2]);
        if (squared < nearest.squared) {
            nearest.squared = squared;
            nearest.isFound = true;
            nearest.at[0] = x;
            nearest.at[1] = y;
            nearest.at[2] = z;
        }
    }

    private double between(int[] corners, int axis, double v, double w) {
        double from = mesh.at(corners[0], axis);
        return from
                + v * (mesh.at(corners[1], axis) - from)
                + w * (mesh.at(corners[2], axis) - from);
    }
}
