// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.geometry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the parts of edges that have the inside on one side only.
 *
 * <p>Where two edges cross, the inside changes sides along both and they bound as before; so what
 * an edge bounds changes only where another one begins or ends to run along it. There it is cut.
 */
final class BoundarySearch {

    /** How far either side of an edge is looked at to see whether it bounds anything. */
    private static final double SIDE = 0.01;

    /** Cuts of a plane; a real one has a few for each place where its rings touch. */
    private static final int MOST_CUTS = 2_000_000;

    private final List<Edge> edges;
    private final EdgeTree tree;
    private final Crossings shares = new Crossings(); // of an edge's length, where it is cut
    private long cuts;

    BoundarySearch(List<Edge> edges, EdgeTree tree) {
        this.edges = edges;
        this.tree = tree;
    }

    /**
     * Returns the bounding parts in the order of the edges.
     *
     * @throws RegionTooComplexException if the edges run along each other too often
     */
    List<Edge> boundary() {
        var boundary = new ArrayList<Edge>();
        for (var edge : edges) {
            add(edge, boundary);
        }
        return List.copyOf(boundary);
    }

    /** Adds the bounding parts of an edge, those that touch as one. */
    private void add(Edge edge, List<Edge> boundary) {
        double from = -1;
        double[] all = shares(edge);
        for (int i = 0; i + 1 < all.length; i++) {
            boolean isBounding = isBounding(edge, all[i] + (all[i + 1] - all[i]) / 2);
            if (isBounding && from < 0) {
                from = all[i];
            }
            if (!isBounding && from >= 0) {
                boundary.add(edge.part(from, all[i]));
                from = -1;
            }
        }
        if (from >= 0) {
            boundary.add(edge.part(from, 1));
        }
    }

    /** Where an edge begins, is cut and ends, in shares of its length. */
    private double[] shares(Edge edge) {
        shares.clear();
        shares.add(0);
        tree.endsAlong(edge, SIDE, shares);
        shares.add(1);
        cuts += shares.size() - 2;
        if (cuts > MOST_CUTS) {
            throw new RegionTooComplexException(edges.size());
        }
        shares.sort();
        var different = new double[shares.size()];
        int count = 0;
        for (int i = 0; i < shares.size(); i++) {
            if (count == 0 || shares.x(i) > different[count - 1]) {
                different[count++] = shares.x(i);
            }
        }
        return Arrays.copyOf(different, count);
    }

    private boolean isBounding(Edge edge, double share) {
        double length = edge.length();
        double nx = -(edge.y2() - edge.y1()) / length * SIDE;
        double ny = (edge.x2() - edge.x1()) / length * SIDE;
        double x = edge.x1() + share * (edge.x2() - edge.x1());
        double y = edge.y1() + share * (edge.y2() - edge.y1());
        return tree.isOdd(x + nx, y + ny) != tree.isOdd(x - nx, y - ny);
    }
}
