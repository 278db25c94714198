// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.distortion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Points in cubes of one size, to find the nearest. */
final class PointCells {

    private final double size;
    private final Map<Node, List<Integer>> cells = new HashMap<>();
    private final List<Point> points = new ArrayList<>();

    PointCells(double size) {
        this.size = size;
    }

    void add(Point point) {
        cells.computeIfAbsent(cell(point), _ -> new ArrayList<>()).add(points.size());
        points.add(point);
    }

    private Node cell(Point point) {
        return new Node(
                (int) Math.floor(point.x() / size),
                (int) Math.floor(point.y() / size),
                (int) Math.floor(point.z() / size));
    }

    /** The number of the nearest point within a distance, at most the cells' size; -1 if none. */
    int nearest(Point to, double within) {
        var cell = cell(to);
        int nearest = -1;
        double best = within;
        for (int around = 0; around < 27; around++) {
            var other = cell.plus(new Node(around % 3 - 1, around / 3 % 3 - 1, around / 9 - 1));
            for (int index : cells.getOrDefault(other, List.of())) {
                double distance = points.get(index).minus(to).length();
                if (distance < best) {
                    best = distance;
                    nearest = index;
                }
            }
        }
        return nearest;
    }
}
