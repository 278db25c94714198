// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.geometry;

import java.util.Arrays;
import java.util.List;

/**
 * What closed rings enclose in one plane by the even-odd rule: a point is inside if a ray from it
 * crosses the rings an odd number of times.
 *
 * <p>So a ring in a ring is a hole, a ring in a hole an island, and the direction of rings means
 * nothing. A ring that goes into its hole and out again on the same way (a keyhole) leaves no
 * channel: the way is no boundary. Neither is a slit or a sliver thinner than 0.02 mm.
 */
public final class Region {

    /** A region of nothing. */
    public static final Region EMPTY = new Region(List.of(), List.of());

    private final List<Ring> rings;
    private final List<Edge> edges;
    private final EdgeTree tree;
    private final List<Edge> boundary;
    private final EdgeTree boundaryTree;
    private final Moments moments;

    private Region(List<Ring> rings, List<Edge> edges) {
        this.rings = rings;
        this.edges = edges;
        this.moments = BandSweep.moments(edges); // First: it refuses what would take long.
        this.tree = new EdgeTree(edges);
        this.boundary = new BoundarySearch(edges, tree).boundary();
        this.boundaryTree = boundary.equals(edges) ? tree : new EdgeTree(boundary);
    }

    /**
     * The region that rings enclose.
     *
     * @throws RegionTooComplexException if the rings cross so often that the area would take long
     */
    public static Region of(List<Ring> rings) {
        return new Region(List.copyOf(rings), Edge.of(rings));
    }

    public static Region of(Ring... rings) {
        return of(List.of(rings));
    }

    /**
     * The region where samples of a grid are at least a level, with straight lines between the
     * samples that are and those that are not. Beyond the grid nothing is.
     *
     * @param samples row by row
     * @param x of the first sample
     * @param y of the first sample
     * @param stepX from sample to sample of a row, in millimetres
     * @param stepY from row to row, in millimetres
     */
    public static Region ofAtLeast(
            double level,
            double[] samples,
            int columns,
            double x,
            double y,
            double stepX,
            double stepY) {
        if (columns < 1 || samples.length % columns != 0) {
            throw new IllegalArgumentException(
                    "%d samples in rows of %d".formatted(samples.length, columns));
        }
        int wide = columns + 2;
        var values = new double[wide * (samples.length / columns + 2)];
        Arrays.fill(values, 1);
        for (int i = 0; i < samples.length; i++) {
            // A sample right at the level is inside: below 0 by no more than rounding.
            double below = level - samples[i];
            values[(i / columns + 1) * wide + i % columns + 1] =
                    below > 0 ? below : Math.min(below, -Double.MIN_NORMAL);
        }
        return of(new IsoLines(values, wide, x - stepX, y - stepY, stepX, stepY).rings());
    }

    /** The rings it was made of. */
    public List<Ring> rings() {
        return rings;
    }

    /** Whether it encloses nothing, be it that it has rings. */
    public boolean isEmpty() {
        return moments.area() <= 0;
    }

    /** Square millimetres. */
    public double area() {
        return moments.area();
    }

    /** The x of the centroid; not a number if the region is empty. */
    public double centroidX() {
        return moments.xArea() / moments.area();
    }

    /** The y of the centroid; not a number if the region is empty. */
    public double centroidY() {
        return moments.yArea() / moments.area();
    }

    /** The length of the boundary, holes counted. */
    public double perimeter() {
        return boundary.stream().mapToDouble(Edge::length).sum();
    }

    public Box box() {
        return tree.box();
    }

    /** Whether a point is inside; on the boundary, either. */
    public boolean contains(double x, double y) {
        return tree.isOdd(x, y);
    }

    /** The distance of a point, inside or outside, to the boundary; infinite if there is none. */
    public double distanceToBoundary(double x, double y) {
        return Math.sqrt(squaredDistance(x, y, Double.POSITIVE_INFINITY));
    }

    /** The square of that distance, or {@code bound} if the boundary is farther. */
    double squaredDistance(double x, double y, double bound) {
        return boundaryTree.squaredDistance(x, y, bound);
    }

    /** The area of what is in both regions, exact but for rounding. */
    public double intersectionArea(Region other) {
        if (isEmpty() || other.isEmpty()) {
            return 0;
        }
        double differing = BandSweep.moments(Edge.differing(edges, other.edges)).area();
        return Math.max(0, (area() + other.area() - differing) / 2);
    }

    /**
     * How much of each cell of a grid of squares is in the region, 0 to 1, exact but for rounding:
     * a mask whose voxels lose nothing at the edge. Columns run fastest.
     *
     * @param x of the middle of the first cell
     * @param step the side of a cell, in millimetres
     * @throws IllegalArgumentException if there are more than 67 million cells, or none
     */
    public double[] coveredShares(double x, double y, double step, int columns, int rows) {
        return CoveredShares.of(this, x, y, step, columns, rows);
    }

    /**
     * Visits the boundary in pieces of equal length, by the middle of each.
     *
     * @param step the greatest length of a piece, in millimetres
     */
    public void walkBoundary(double step, PlaneVisitor visitor) {
        double length = perimeter();
        int pieces = (int) Math.ceil(length / step);
        double piece = length / pieces;
        double walked = 0;
        int next = 0;
        for (var edge : boundary) {
            double edgeLength = edge.length();
            for (; next < pieces && (next + 0.5) * piece <= walked + edgeLength; next++) {
                double share = ((next + 0.5) * piece - walked) / edgeLength;
                double x = edge.x1() + share * (edge.x2() - edge.x1());
                double y = edge.y1() + share * (edge.y2() - edge.y1());
                visitor.visit(x, y, piece);
            }
            walked += edgeLength;
        }
    }

    /**
     * Visits the inside in rows of equal height and pieces of equal length in each stretch of a
     * row, by the middle of each. Their areas add up to the region's but for a row's rounding.
     *
     * @param step the greatest side of a piece, in millimetres
     */
    public void scan(double step, PlaneVisitor visitor) {
        Rows.visit(this, EMPTY, step, visitor);
    }

    /**
     * Visits the inside in stretches of rows of equal height, each as long as the row is inside in
     * its middle. Their areas add up to the region's but for a row's rounding.
     *
     * @param step the greatest height of a row, in millimetres
     */
    public void scanRows(double step, StretchVisitor visitor) {
        Rows.visit(this, EMPTY, step, visitor);
    }

    /** The edges that have the inside on one side only, ring after ring. */
    List<Edge> boundary() {
        return boundary;
    }

    /** Adds where a horizontal line crosses the rings. */
    void crossings(double y, Crossings found) {
        tree.crossings(y, found);
    }
}
