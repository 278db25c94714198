// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.geometry;

import java.util.List;

/**
 * The surface of a solid as points with areas: the walls of its slabs, and the caps, which are
 * where one slab has something and the next has not.
 *
 * <p>Walls are cut into equal pieces no longer and no higher than the step, caps into rows no
 * higher and pieces no longer than it; the middle of each piece stands for it.
 */
public final class SolidSurface {

    /** Fifty times those of a whole body's surface at half a millimetre. */
    private static final double MOST_PIECES = 400_000_000;

    private final Solid solid;
    private final List<Slab> slabs;
    private final double step;

    /**
     * @param step the greatest side of a piece, in millimetres
     * @throws IllegalArgumentException if the step is not above 0
     * @throws TooManySamplesException if the solid is too large for the step
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

    /** An upper bound of how many pieces there are, but for those of rows and edges cut short. */
    private double pieces() {
        double area = 0;
        for (var slab : slabs) {
            var box = slab.region().box();
            area += slab.region().perimeter() * slab.thickness();
            area += 2 * (box.maxX() - box.minX() + step) * (box.maxY() - box.minY() + step);
        }
        return area / step / step;
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
