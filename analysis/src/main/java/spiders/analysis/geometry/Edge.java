// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.geometry;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A straight piece of a boundary, without direction: the lower end first, then the left one. */
record Edge(double x1, double y1, double x2, double y2) {

    static Edge between(double x1, double y1, double x2, double y2) {
        return y1 < y2 || (y1 == y2 && x1 <= x2)
                ? new Edge(x1, y1, x2, y2)
                : new Edge(x2, y2, x1, y1);
    }

    /**
     * Returns the edges of rings in their order, without those that are walked twice: the way into
     * a hole and back out of it bounds nothing.
     */
    static List<Edge> of(List<Ring> rings) {
        var edges = new LinkedHashSet<Edge>();
        for (var ring : rings) {
            for (int i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
                if (ring.size() > 1) {
                    toggle(edges, between(ring.x(j), ring.y(j), ring.x(i), ring.y(i)));
                }
            }
        }
        return List.copyOf(edges);
    }

    /** Returns the edges that bound what is in one of two regions and not in the other. */
    static List<Edge> differing(List<Edge> some, List<Edge> others) {
        var edges = new LinkedHashSet<>(some);
        others.forEach(edge -> toggle(edges, edge));
        return new ArrayList<>(edges);
    }

    private static void toggle(Set<Edge> edges, Edge edge) {
        if (!edges.remove(edge)) {
            edges.add(edge);
        }
    }

    /** The part between two shares of the length. */
    Edge part(double from, double to) {
        if (from <= 0 && to >= 1) {
            return this;
        }
        return between(alongX(from), alongY(from), alongX(to), alongY(to));
    }

    private double alongX(double share) {
        return share >= 1 ? x2 : x1 + share * (x2 - x1);
    }

    private double alongY(double share) {
        return share >= 1 ? y2 : y1 + share * (y2 - y1);
    }

    double length() {
        return Math.hypot(x2 - x1, y2 - y1);
    }

    /** Where it is at a height between its ends; exact at both. */
    double xAt(double y) {
        if (y <= y1) {
            return x1;
        }
        return y >= y2 ? x2 : x1 + (x2 - x1) * ((y - y1) / (y2 - y1));
    }
}
