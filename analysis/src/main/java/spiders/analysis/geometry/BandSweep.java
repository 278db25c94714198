// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.geometry;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The exact area inside edges by the even-odd rule.
 *
 * <p>The plane is cut into horizontal bands at every end of an edge, and again where edges cross in
 * a band. In a band no edge ends or crosses another, so it is a row of trapezoids, and every second
 * one is inside. A crossing that rounding misses costs an area as small as the rounding.
 */
final class BandSweep {

    /** Steps of work, about a second's; a real plane needs a thousandth of it. */
    private static final long WORK_LIMIT = 50_000_000;

    /** Edges times edges at one height: what asking for the sides of every edge takes. */
    private static final long CROSSING_LIMIT = 200_000_000;

    private final Edge[] edges;
    private final Edge[] active;
    private int count;
    private long work;
    private double area;
    private double xArea;
    private double yArea;

    private BandSweep(List<Edge> edges) {
        this.edges = edges.stream().filter(edge -> edge.y1() < edge.y2()).toArray(Edge[]::new);
        Arrays.sort(this.edges, Comparator.comparingDouble(Edge::y1));
        this.active = new Edge[this.edges.length];
    }

    /**
     * @throws RegionTooComplexException if the edges cross so often that it would take long
     */
    static Moments moments(List<Edge> edges) {
        var sweep = new BandSweep(edges);
        sweep.run();
        return new Moments(sweep.area, sweep.xArea, sweep.yArea);
    }

    private void run() {
        var heights = new double[2 * edges.length];
        for (int i = 0; i < edges.length; i++) {
            heights[2 * i] = edges[i].y1();
            heights[2 * i + 1] = edges[i].y2();
        }
        Arrays.sort(heights);
        int next = 0;
        for (int i = 0; i + 1 < heights.length; i++) {
            double low = heights[i];
            double high = heights[i + 1];
            if (low < high) {
                int kept = 0;
                for (int a = 0; a < count; a++) {
                    if (active[a].y2() > low) {
                        active[kept++] = active[a];
                    }
                }
                count = kept;
                while (next < edges.length && edges[next].y1() <= low) {
                    active[count++] = edges[next++];
                }
                band(low, high);
            }
        }
    }

    private void spend(long steps) {
        work += steps;
        if (work > WORK_LIMIT) {
            throw new RegionTooComplexException(edges.length);
        }
    }

    private void band(double low, double high) {
        spend(count);
        if ((long) count * edges.length > CROSSING_LIMIT) {
            throw new RegionTooComplexException(edges.length);
        }
        double middle = low + (high - low) / 2;
        sort(middle);
        if (isInOrder(low) && isInOrder(high)) {
            trapezoids(low, high);
            return;
        }
        var cuts = cuts(low, high);
        for (int i = 0; i + 1 < cuts.length; i++) {
            if (cuts[i] < cuts[i + 1]) {
                spend(count);
                sort(cuts[i] + (cuts[i + 1] - cuts[i]) / 2);
                trapezoids(cuts[i], cuts[i + 1]);
            }
        }
    }

    /** By insertion: from band to band the order hardly changes. */
    private void sort(double y) {
        for (int i = 1; i < count; i++) {
            var edge = active[i];
            double x = edge.xAt(y);
            int j = i - 1;
            while (j >= 0 && active[j].xAt(y) > x) {
                active[j + 1] = active[j];
                j--;
            }
            spend(i - j - 1L);
            active[j + 1] = edge;
        }
    }

    private boolean isInOrder(double y) {
        for (int i = 1; i < count; i++) {
            if (active[i - 1].xAt(y) > active[i].xAt(y)) {
                return false;
            }
        }
        return true;
    }

    private double[] cuts(double low, double high) {
        spend((long) count * count);
        var cuts = new double[16];
        cuts[0] = low;
        cuts[1] = high;
        int size = 2;
        for (int i = 0; i < count; i++) {
            for (int j = i + 1; j < count; j++) {
                double below = active[i].xAt(low) - active[j].xAt(low);
                double above = active[i].xAt(high) - active[j].xAt(high);
                if (below * above < 0) {
                    if (size == cuts.length) {
                        cuts = Arrays.copyOf(cuts, 2 * size);
                    }
                    cuts[size++] = low + (high - low) * (below / (below - above));
                }
            }
        }
        cuts = Arrays.copyOf(cuts, size);
        Arrays.sort(cuts);
        return cuts;
    }

    private void trapezoids(double low, double high) {
        double h = high - low;
        for (int i = 0; i + 1 < count; i += 2) {
            double l0 = active[i].xAt(low);
            double l1 = active[i].xAt(high);
            double r0 = active[i + 1].xAt(low);
            double r1 = active[i + 1].xAt(high);
            double w0 = r0 - l0;
            double w1 = r1 - l1;
            area += h * (w0 + w1) / 2;
            xArea += h * (r0 * r0 + r0 * r1 + r1 * r1 - l0 * l0 - l0 * l1 - l1 * l1) / 6;
            yArea += h * (low * (w0 + w1) / 2 + h * (w0 + 2 * w1) / 6);
        }
    }
}
