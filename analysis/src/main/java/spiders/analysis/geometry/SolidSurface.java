// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.geometry;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The surface of a solid as points with areas: the walls of its slabs, and the caps, which are
 * where one slab has something and the next has not.
 *
 * <p>Walls are cut into equal pieces no longer and no higher than the step, caps into rows no
 * higher and pieces no longer than it; the middle of each piece stands for it.
 */
public final class SolidSurface {

    /**
     * Ten times those of a whole body's surface at half a millimetre; half a gigabyte to measure.
     */
    public static final long MOST_PIECES = 30_000_000;

    private final Solid solid;
    private final List<Slab> slabs;
    private final double step;

    /**
     * @param step the greatest side of a piece, in millimetres
     * @throws IllegalArgumentException if the step is not above 0
     * @throws TooManySamplesException if there are about more than {@link #MOST_PIECES}
     */
    public SolidSurface(Solid solid, double step) {
        if (!(step > 0) || Double.isInfinite(step)) {
            throw new IllegalArgumentException("A surface in steps of " + step);
        }
        this.solid = solid;
        this.slabs = solid.slabs();
        this.step = step;
        double pieces = pieces();
        if (pieces > MOST_PIECES) {
            throw new TooManySamplesException(pieces, MOST_PIECES);
        }
    }

    /** About how many pieces there are: rows and edges that are cut short make a few more. */
    private double pieces() {
        return IntStream.range(0, slabs.size()).parallel().mapToDouble(this::pieces).sum();
    }

    private double pieces(int i) {
        var slab = slabs.get(i);
        var region = slab.region();
        double wall = region.perimeter() / step * Math.ceil(slab.thickness() / step);
        double caps = region.area();
        if (!solid.hasGapAfter(i - 1)) {
            var below = slabs.get(i - 1).region();
            caps += below.area() - 2 * below.intersectionArea(region);
        }
        if (solid.hasGapAfter(i)) {
            caps += region.area();
        }
        return wall + caps / step / step;
    }

    /** Visits the wall of a slab, its lower cap, and its upper one unless the next slab has it. */
    public void visit(int slab, SurfaceVisitor visitor) {
        wall(slabs.get(slab), visitor);
        boolean isAlone = solid.hasGapAfter(slab - 1);
        var below = isAlone ? Region.EMPTY : slabs.get(slab - 1).region();
        cap(below, slabs.get(slab).region(), slabs.get(slab).from(), visitor);
        if (solid.hasGapAfter(slab)) {
            cap(slabs.get(slab).region(), Region.EMPTY, slabs.get(slab).to(), visitor);
        }
    }

    /** Visits the corners of the wall of a slab, bottom and top; each stands for no area. */
    public void visitCorners(int slab, SurfaceVisitor visitor) {
        var it = slabs.get(slab);
        for (double position : new double[] {it.from(), it.to()}) {
            for (var edge : it.region().boundary()) {
                visitor.visit(edge.x1(), edge.y1(), position, 0);
                visitor.visit(edge.x2(), edge.y2(), position, 0);
            }
        }
    }

    private void wall(Slab slab, SurfaceVisitor visitor) {
        slab.region().walkBoundary(step, (x, y, length) -> column(slab, x, y, length, visitor));
    }

    private void column(Slab slab, double x, double y, double length, SurfaceVisitor visitor) {
        int levels = (int) Math.ceil(slab.thickness() / step);
        double level = slab.thickness() / levels;
        for (int i = 0; i < levels; i++) {
            visitor.visit(x, y, slab.from() + (i + 0.5) * level, length * level);
        }
    }

    private void cap(Region below, Region above, double position, SurfaceVisitor visitor) {
        Rows.visit(below, above, step, (x, y, area) -> visitor.visit(x, y, position, area));
    }
}
