// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.distortion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The room between markers: where a point is within the convex hulls of both planes of markers,
 * below and above it, that it is between.
 */
final class MarkerHull {

    /** On the hull is within it, but for rounding, in millimetres. */
    private static final double ROUNDING = 1e-6;

    private final RigidMotion placement;
    private final TreeMap<Double, List<Point>> hulls = new TreeMap<>();

    MarkerHull(GridPhantom phantom, RigidMotion placement, List<Displacement> markers) {
        this.placement = placement;
        var positions = phantom.positions();
        Map<Integer, List<Displacement>> planes =
                markers.stream().collect(Collectors.groupingBy(marker -> marker.node().k()));
        planes.values()
                .forEach(plane -> {
                    var points =
                            plane.stream()
                                    .map(marker ->
                                            positions.getOrDefault(marker.node(), Point.ORIGIN))
                                    .toList();
                    if (points.size() >= 3) {
                        hulls.put(points.getFirst().z(), hull(points));
                    }
                });
    }

    /** Counter-clockwise, by monotone chains (Andrew 1979). */
    private static List<Point> hull(List<Point> points) {
        var sorted = new ArrayList<>(points);
        sorted.sort(Comparator.comparingDouble(Point::x).thenComparingDouble(Point::y));
        var hull = new ArrayList<>(chain(sorted));
        hull.removeLast();
        hull.addAll(chain(sorted.reversed()));
        hull.removeLast();
        return hull;
    }

    private static List<Point> chain(List<Point> sorted) {
        var chain = new ArrayList<Point>();
        for (var point : sorted) {
            while (chain.size() > 1
                    && side(chain.get(chain.size() - 2), chain.getLast(), point) <= 0) {
                chain.removeLast();
            }
            chain.add(point);
        }
        return chain;
    }

    /** Above 0 where c is left of the way from a to b. */
    private static double side(Point a, Point b, Point c) {
        return (b.x() - a.x()) * (c.y() - a.y()) - (b.y() - a.y()) * (c.x() - a.x());
    }

    /** Whether a point of the patient is between markers. */
    boolean contains(Point point) {
        var own = placement.back(point);
        var below = hulls.floorEntry(own.z() + ROUNDING);
        var above = hulls.ceilingEntry(own.z() - ROUNDING);
        return below != null
                && above != null
                && isWithin(below.getValue(), own)
                && isWithin(above.getValue(), own);
    }

    private static boolean isWithin(List<Point> hull, Point point) {
        for (int i = 0, j = hull.size() - 1; i < hull.size(); j = i++) {
            var from = hull.get(j);
            var to = hull.get(i);
            double length = Math.hypot(to.x() - from.x(), to.y() - from.y());
            if (side(from, to, point) < -ROUNDING * length) {
                return false;
            }
        }
        return hull.size() > 2;
    }
}
