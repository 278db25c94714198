// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.geometry;

import java.util.List;

/**
 * Edges under a tree of boxes: neighbours of a ring share a leaf, so that the order of the rings is
 * all the sorting there is.
 */
final class EdgeTree {

    private static final int LEAF = 6;

    private final int size;
    private final double[] ends; // x1, y1, x2, y2 of each edge
    private final double[] boxes; // least x, least y, greatest x, greatest y of each node

    EdgeTree(List<Edge> edges) {
        size = edges.size();
        ends = new double[4 * size];
        for (int i = 0; i < size; i++) {
            var edge = edges.get(i);
            ends[4 * i] = edge.x1();
            ends[4 * i + 1] = edge.y1();
            ends[4 * i + 2] = edge.x2();
            ends[4 * i + 3] = edge.y2();
        }
        boxes = new double[4 * nodes(0, size)];
        if (size > 0) {
            build(0, 0, size);
        }
    }

    /** One more than the highest index of a node below this one. */
    private static int nodes(int node, int count) {
        if (count <= LEAF) {
            return node + 1;
        }
        int half = count / 2;
        return Math.max(nodes(2 * node + 1, half), nodes(2 * node + 2, count - half));
    }

    private void build(int node, int from, int to) {
        int box = 4 * node;
        if (to - from <= LEAF) {
            boxOfEdges(box, from, to);
            return;
        }
        int middle = from + (to - from) / 2;
        build(2 * node + 1, from, middle);
        build(2 * node + 2, middle, to);
        int left = 4 * (2 * node + 1);
        int right = left + 4;
        boxes[box] = Math.min(boxes[left], boxes[right]);
        boxes[box + 1] = Math.min(boxes[left + 1], boxes[right + 1]);
        boxes[box + 2] = Math.max(boxes[left + 2], boxes[right + 2]);
        boxes[box + 3] = Math.max(boxes[left + 3], boxes[right + 3]);
    }

    private void boxOfEdges(int box, int from, int to) {
        boxes[box] = Double.POSITIVE_INFINITY;
        boxes[box + 1] = Double.POSITIVE_INFINITY;
        boxes[box + 2] = Double.NEGATIVE_INFINITY;
        boxes[box + 3] = Double.NEGATIVE_INFINITY;
        for (int e = 4 * from; e < 4 * to; e += 2) {
            boxes[box] = Math.min(boxes[box], ends[e]);
            boxes[box + 1] = Math.min(boxes[box + 1], ends[e + 1]);
            boxes[box + 2] = Math.max(boxes[box + 2], ends[e]);
            boxes[box + 3] = Math.max(boxes[box + 3], ends[e + 1]);
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    Box box() {
        return size == 0 ? Box.EMPTY : new Box(boxes[0], boxes[1], boxes[2], boxes[3]);
    }

    /** Whether a ray from the point crosses an odd number of edges. */
    boolean isOdd(double x, double y) {
        return size > 0 && isOdd(0, 0, size, x, y);
    }

    private boolean isOdd(int node, int from, int to, double x, double y) {
        int box = 4 * node;
        if (y < boxes[box + 1] || y >= boxes[box + 3] || x >= boxes[box + 2]) {
            return false;
        }
        if (to - from > LEAF) {
            int middle = from + (to - from) / 2;
            return isOdd(2 * node + 1, from, middle, x, y) ^ isOdd(2 * node + 2, middle, to, x, y);
        }
        boolean odd = false;
        for (int e = 4 * from; e < 4 * to; e += 4) {
            // Half open, so that the end two edges share is crossed once.
            if (ends[e + 1] <= y && y < ends[e + 3] && crossing(e, y) > x) {
                odd = !odd;
            }
        }
        return odd;
    }

    private double crossing(int e, double y) {
        return ends[e]
                + (ends[e + 2] - ends[e]) * ((y - ends[e + 1]) / (ends[e + 3] - ends[e + 1]));
    }

    /** Adds where the edges cross a horizontal line. */
    void crossings(double y, Crossings found) {
        if (size > 0) {
            crossings(0, 0, size, y, found);
        }
    }

    private void crossings(int node, int from, int to, double y, Crossings found) {
        int box = 4 * node;
        if (y < boxes[box + 1] || y >= boxes[box + 3]) {
            return;
        }
        if (to - from > LEAF) {
            int middle = from + (to - from) / 2;
            crossings(2 * node + 1, from, middle, y, found);
            crossings(2 * node + 2, middle, to, y, found);
            return;
        }
        for (int e = 4 * from; e < 4 * to; e += 4) {
            if (ends[e + 1] <= y && y < ends[e + 3]) {
                found.add(crossing(e, y));
            }
        }
    }

    /**
     * Adds where ends of edges lie on the length of an edge, no farther off it than a distance; in
     * shares of the length, above 0 and below 1.
     */
    void endsAlong(Edge edge, double off, Crossings found) {
        if (size > 0) {
            endsAlong(0, 0, size, edge, off, found);
        }
    }

    private void endsAlong(int node, int from, int to, Edge edge, double off, Crossings found) {
        int box = 4 * node;
        boolean isFar =
                boxes[box] > Math.max(edge.x1(), edge.x2()) + off
                        || boxes[box + 1] > edge.y2() + off
                        || boxes[box + 2] < Math.min(edge.x1(), edge.x2()) - off
                        || boxes[box + 3] < edge.y1() - off;
        if (isFar) {
            return;
        }
        if (to - from > LEAF) {
            int middle = from + (to - from) / 2;
            endsAlong(2 * node + 1, from, middle, edge, off, found);
            endsAlong(2 * node + 2, middle, to, edge, off, found);
            return;
        }
        double dx = edge.x2() - edge.x1();
        double dy = edge.y2() - edge.y1();
        double squared = dx * dx + dy * dy;
        for (int e = 4 * from; e < 4 * to; e += 2) {
            double px = ends[e] - edge.x1();
            double py = ends[e + 1] - edge.y1();
            double share = (px * dx + py * dy) / squared;
            double across = px * dy - py * dx;
            if (share > 0 && share < 1 && across * across <= off * off * squared) {
                found.add(share);
            }
        }
    }

    /** The square of the distance to the nearest edge, or {@code bound} if that is nearer. */
    double squaredDistance(double x, double y, double bound) {
        return size == 0 || toBox(0, x, y) >= bound ? bound : nearest(0, 0, size, x, y, bound);
    }

    private double nearest(int node, int from, int to, double x, double y, double bound) {
        double best = bound;
        if (to - from <= LEAF) {
            for (int e = 4 * from; e < 4 * to; e += 4) {
                best = Math.min(best, toEdge(e, x, y));
            }
            return best;
        }
        int middle = from + (to - from) / 2;
        double left = toBox(2 * node + 1, x, y);
        double right = toBox(2 * node + 2, x, y);
        if (left <= right) {
            best = left < best ? nearest(2 * node + 1, from, middle, x, y, best) : best;
            return right < best ? nearest(2 * node + 2, middle, to, x, y, best) : best;
        }
        best = right < best ? nearest(2 * node + 2, middle, to, x, y, best) : best;
        return left < best ? nearest(2 * node + 1, from, middle, x, y, best) : best;
    }

    private double toBox(int node, double x, double y) {
        int box = 4 * node;
        double dx = Math.max(0, Math.max(boxes[box] - x, x - boxes[box + 2]));
        double dy = Math.max(0, Math.max(boxes[box + 1] - y, y - boxes[box + 3]));
        return dx * dx + dy * dy;
    }

    private double toEdge(int e, double x, double y) {
        double dx = ends[e + 2] - ends[e];
        double dy = ends[e + 3] - ends[e + 1];
        double px = x - ends[e];
        double py = y - ends[e + 1];
        double along = (px * dx + py * dy) / (dx * dx + dy * dy);
        double t = along < 0 ? 0 : Math.min(along, 1);
        double rx = px - t * dx;
        double ry = py - t * dy;
        return rx * rx + ry * ry;
    }
}
