// SPDX-License-Identifier: Apache-2.0
package spiders.demo.phantom;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows the edges of marked pixels: each outline is closed, with the marked side on its right.
 */
public final class Outline {

    private static final int LEAST = 8;

    private Outline() {}

    /** The outlines, holes left out, in the patient's coordinates, and no shorter than 8 points. */
    public static List<List<Point>> of(boolean[] mask, Plane plane) {
        int columns = plane.columns();
        var next = new HashMap<Integer, Integer>();
        for (int row = 0; row < plane.rows(); row++) {
            for (int column = 0; column < columns; column++) {
                if (mask[row * columns + column]) {
                    edges(mask, plane, column, row, next);
                }
            }
        }
        var outlines = new ArrayList<List<Point>>();
        while (!next.isEmpty()) {
            var corners = follow(next);
            if (corners.size() >= LEAST && area(corners, columns + 1) > 0) {
                outlines.add(points(corners, plane));
            }
        }
        return outlines;
    }

    /** Corner to corner, clockwise on the screen; where two meet, the first found wins. */
    private static void edges(
            boolean[] mask, Plane plane, int column, int row, Map<Integer, Integer> next) {
        int wide = plane.columns() + 1;
        int corner = row * wide + column;
        if (!marked(mask, plane, column, row - 1)) {
            next.putIfAbsent(corner, corner + 1);
        }
        if (!marked(mask, plane, column + 1, row)) {
            next.putIfAbsent(corner + 1, corner + 1 + wide);
        }
        if (!marked(mask, plane, column, row + 1)) {
            next.putIfAbsent(corner + 1 + wide, corner + wide);
        }
        if (!marked(mask, plane, column - 1, row)) {
            next.putIfAbsent(corner + wide, corner);
        }
    }

    private static boolean marked(boolean[] mask, Plane plane, int column, int row) {
        return column >= 0
                && row >= 0
                && column < plane.columns()
                && row < plane.rows()
                && mask[row * plane.columns() + column];
    }

    private static List<Integer> follow(Map<Integer, Integer> next) {
        var corners = new ArrayList<Integer>();
        Integer at = next.keySet().iterator().next();
        while (at != null) {
            corners.add(at);
            at = next.remove(at);
        }
        corners.removeLast();
        return corners;
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
