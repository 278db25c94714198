// SPDX-License-Identifier: Apache-2.0
package spiders.demo.phantom;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Follows the edges of marked pixels: each outline is closed, with the marked side on its right.
 */
public final class Outline {

    private static final int LEAST = 8;

    private Outline() {}

    /** The outlines, holes left out, in the patient's coordinates, and no shorter than 8 points. */
    public static List<List<Point>> of(boolean[] mask, Plane plane) {
        int columns = plane.columns();
        var edges = new LinkedHashSet<Edge>();
        for (int row = 0; row < plane.rows(); row++) {
            for (int column = 0; column < columns; column++) {
                if (mask[row * columns + column]) {
                    add(edges, mask, plane, column, row);
                }
            }
        }
        var outlines = new ArrayList<List<Point>>();
        while (!edges.isEmpty()) {
            var corners = follow(edges, columns + 1);
            if (corners.size() >= LEAST && area(corners, columns + 1) > 0) {
                outlines.add(points(corners, plane));
            }
        }
        return outlines;
    }

    /**
     * A side of a marked pixel, from a corner on.
     *
     * @param direction 0 right, 1 down, 2 left, 3 up
     */
    private record Edge(int corner, int direction) {

        int end(int wide) {
            return switch (direction) {
                case 0 -> corner + 1;
                case 1 -> corner + wide;
                case 2 -> corner - 1;
                default -> corner - wide;
            };
        }
    }

    /** The sides of a pixel that has no marked neighbour there, clockwise on the screen. */
    private static void add(Set<Edge> edges, boolean[] mask, Plane plane, int column, int row) {
        int wide = plane.columns() + 1;
        int corner = row * wide + column;
        if (!marked(mask, plane, column, row - 1)) {
            edges.add(new Edge(corner, 0));
        }
        if (!marked(mask, plane, column + 1, row)) {
            edges.add(new Edge(corner + 1, 1));
        }
        if (!marked(mask, plane, column, row + 1)) {
            edges.add(new Edge(corner + 1 + wide, 2));
        }
        if (!marked(mask, plane, column - 1, row)) {
            edges.add(new Edge(corner + wide, 3));
        }
    }

    private static boolean marked(boolean[] mask, Plane plane, int column, int row) {
        return column >= 0
                && row >= 0
                && column < plane.columns()
                && row < plane.rows()
                && mask[row * plane.columns() + column];
    }

    /** Round to where it began; where pixels touch at a corner, on along the same pixel. */
    private static List<Integer> follow(Set<Edge> edges, int wide) {
        var start = edges.iterator().next();
        var corners = new ArrayList<Integer>();
        var at = start;
        do {
            corners.add(at.corner);
            var next = next(edges, at, wide);
            edges.remove(next);
            at = next;
        } while (!at.equals(start));
        return corners;
    }

    /** Right, straight on, or left: one of them is there, for a corner is left as often as met. */
    private static Edge next(Set<Edge> edges, Edge at, int wide) {
        for (int turn : new int[] {1, 0, 3}) {
            var edge = new Edge(at.end(wide), (at.direction + turn) % 4);
            if (edges.contains(edge)) {
                return edge;
            }
        }
        throw new IllegalStateException("An outline that does not close");
    }

    private static long area(List<Integer> corners, int wide) {
        long twice = 0;
        for (int i = 0; i < corners.size(); i++) {
            int a = corners.get(i);
            int b = corners.get((i + 1) % corners.size());
            twice += (long) (a % wide) * (b / wide) - (long) (b % wide) * (a / wide);
        }
        return twice;
    }

    /** Middles of the edges, each smoothed with its neighbours, so that no step shows. */
    private static List<Point> points(List<Integer> corners, Plane plane) {
        int wide = plane.columns() + 1;
        int size = corners.size();
        var points = new ArrayList<Point>();
        for (int i = 0; i < size; i += 2) {
            double x = 0;
            double y = 0;
            for (int j = -1; j <= 2; j++) {
                int corner = corners.get(Math.floorMod(i + j, size));
                x += corner % wide / 4.0;
                y += (corner - corner % wide) / (4.0 * wide);
            }
            points.add(
                    plane.origin()
                            .plus(plane.right(), plane.spacing() * (x - 0.5))
                            .plus(plane.down(), plane.spacing() * (y - 0.5)));
        }
        return List.copyOf(points);
    }
}
