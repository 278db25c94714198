// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.geometry;

import java.util.List;
import java.util.Locale;

/**
 * A stack of slabs: what drawn planes are taken to stand for.
 *
 * <p>DICOM does not say what lies between planes. Here every plane reaches half way to its
 * neighbours, and at an end or a gap half the distance of its other neighbour, so slices may be
 * uneven. Neighbours farther apart than one and a half times the distances beside them have a gap,
 * and so have those three times as far apart as is usual, if that is known, or is more than a
 * centimetre. A plane that is alone is as thick as its maker says. Of planes of a grid, the spacing
 * of the grid is the thickness, and half as much more than it a gap.
 */
public final class Solid {

    private static final double TOUCHING = 1e-6;

    private final PlaneFrame frame;
    private final List<Slab> slabs;
    private final List<Gap> gaps;
    private final GapTreatment treatment;
    private final String model;
    private final int lone;
    private final List<Solid> drawn; // none, unless this one is interpolated

    private Solid(
            PlaneFrame frame,
            List<Slab> slabs,
            List<Gap> gaps,
            GapTreatment treatment,
            String model,
            int lone,
            List<Solid> drawn) {
        this.frame = frame;
        this.slabs = List.copyOf(slabs);
        this.gaps = List.copyOf(gaps);
        this.treatment = treatment;
        this.model = model;
        this.lone = lone;
        this.drawn = drawn;
    }

    /**
     * The solid of sections in any order; empty ones count as not there.
     *
     * @param loneThickness the thickness of a section that is alone, in millimetres
     * @throws IllegalArgumentException if two stand at one position, or the thickness is not above
     *     0
     */
    public static Solid of(
            PlaneFrame frame,
            List<Section> sections,
            GapTreatment treatment,
            double loneThickness) {
        return of(frame, sections, treatment, new PlaneSpacing.Unknown(loneThickness));
    }

    /**
     * The solid of sections in any order, of which the spacing or that of others is known; empty
     * ones count as not there.
     *
     * @throws IllegalArgumentException if two stand at one position
     */
    public static Solid of(
            PlaneFrame frame,
            List<Section> sections,
            GapTreatment treatment,
            PlaneSpacing spacing) {
        var stack = new Stack(sections, treatment, spacing);
        return new Solid(
                frame,
                stack.slabs(),
                stack.gaps(),
                treatment,
                model(stack, spacing),
                stack.lone(),
                List.of());
    }

    private static String model(Stack stack, PlaneSpacing spacing) {
        if (spacing instanceof PlaneSpacing.Known(double known)) {
            return "slabs of a grid, %s mm".formatted(known);
        }
        return stack.lone() == 0
                ? "slabs as drawn"
                : String.format(
                        Locale.ROOT,
                        "slabs as drawn, %d without a neighbour taken as %.2f mm thick",
                        stack.lone(),
                        stack.loneThickness());
    }

    /**
     * A solid whose surface goes over from each plane to the next instead of standing in steps: of
     * thin slabs whose regions are interpolated by the signed distances to both planes. Beyond the
     * first and the last plane it is as thick as before. On the common pool's threads.
     *
     * @param thickness the greatest thickness of a slab between planes, in millimetres
     * @throws IllegalArgumentException if it is less than a hundredth of a millimetre
     */
    public Solid interpolated(double thickness) {
        if (!(thickness >= 0.01) || Double.isInfinite(thickness)) {
            throw new IllegalArgumentException("Slabs of " + thickness);
        }
        var model = "interpolated by signed distance to slabs of %s mm".formatted(thickness);
        if (lone > 0) {
            model += "; " + drawn().model();
        }
        var fine = new Refinement(drawn(), thickness).slabs();
        return new Solid(frame, fine, gaps, treatment, model, lone, List.of(drawn()));
    }

    /** The solid whose slabs have the planes that were drawn: this one, unless interpolated. */
    public Solid drawn() {
        return drawn.isEmpty() ? this : drawn.getFirst();
    }

    /** What is taken to be between the planes, to be shown with every number of this solid. */
    public String model() {
        return model;
    }

    /**
     * How many planes have no neighbour, so that their thickness is a guess: each is worth a word.
     */
    public int lonePlanes() {
        return lone;
    }

    public PlaneFrame frame() {
        return frame;
    }

    /** The slabs from the lowest position to the highest. */
    public List<Slab> slabs() {
        return slabs;
    }

    /** Where planes are missing, filled or not: each is worth a warning. */
    public List<Gap> gaps() {
        return gaps;
    }

    public GapTreatment gapTreatment() {
        return treatment;
    }

    public boolean isEmpty() {
        return slabs.isEmpty();
    }

    /** Cubic millimetres. */
    public double volume() {
        return slabs.stream().mapToDouble(slab -> slab.region().area() * slab.thickness()).sum();
    }

    /**
     * The volume from the first plane to the last of each part, in cubic millimetres: the mean of
     * two neighbours' areas times their distance. Without the halves that the ends stick out; 0 for
     * a part of one plane.
     */
    public double volumeWithoutEndCaps() {
        double volume = 0;
        for (int i = 0; i + 1 < slabs.size(); i++) {
            if (!hasGapAfter(i)) {
                var low = slabs.get(i);
                var high = slabs.get(i + 1);
                volume +=
                        (low.region().area() + high.region().area())
                                / 2
                                * (high.position() - low.position());
            }
        }
        return volume;
    }

    /** A coordinate of the centroid in the frame: 0 for x, 1 for y, 2 for the position. */
    private double centroidInFrame(int axis) {
        double sum = 0;
        for (var slab : slabs) {
            double at =
                    switch (axis) {
                        case 0 -> slab.region().centroidX();
                        case 1 -> slab.region().centroidY();
                        default -> (slab.from() + slab.to()) / 2;
                    };
            sum += at * slab.region().area() * slab.thickness();
        }
        return sum / volume();
    }

    /**
     * A coordinate of the centroid in the patient; not a number if the solid is empty.
     *
     * @param axis 0 for x, 1 for y, 2 for z
     */
    public double centroid(int axis) {
        return frame.patient(axis, centroidInFrame(0), centroidInFrame(1), centroidInFrame(2));
    }

    /**
     * The volume that is in both, exact but for rounding.
     *
     * @throws IllegalArgumentException if their planes are not parallel
     */
    public double intersectionVolume(Solid other) {
        requireParallel(other);
        double volume = 0;
        int first = 0;
        for (var slab : slabs) {
            while (first < other.slabs.size() && other.slabs.get(first).to() <= slab.from()) {
                first++;
            }
            for (int j = first; j < other.slabs.size(); j++) {
                var theirs = other.slabs.get(j);
                double common =
                        Math.min(slab.to(), theirs.to()) - Math.max(slab.from(), theirs.from());
                if (theirs.from() >= slab.to()) {
                    break;
                }
                if (common > TOUCHING) {
                    volume += common * slab.region().intersectionArea(theirs.region());
                }
            }
        }
        return volume;
    }

    /**
     * @throws IllegalArgumentException if the planes of the two are not parallel
     */
    public void requireParallel(Solid other) {
        if (!frame.isParallelTo(other.frame)) {
            throw new IllegalArgumentException(
                    "%s and %s are not parallel".formatted(frame, other.frame));
        }
    }

    /** Whether nothing follows right after slab i, be it that i is before the first or the last. */
    boolean hasGapAfter(int i) {
        return i < 0
                || i + 1 >= slabs.size()
                || slabs.get(i + 1).from() - slabs.get(i).to() > TOUCHING;
    }

    /** Whether a point is inside, by its coordinates in the frame; on the surface, either. */
    public boolean contains(double x, double y, double position) {
        int at = slabAt(position);
        return at >= 0 && slabs.get(at).region().contains(x, y);
    }

    /** The slab at a position, or -1 less the number of slabs below it. */
    private int slabAt(double position) {
        int low = 0;
        int high = slabs.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            var slab = slabs.get(middle);
            if (position >= slab.to()) {
                low = middle + 1;
            } else if (position < slab.from()) {
                high = middle - 1;
            } else {
                return middle;
            }
        }
        return -1 - low;
    }

    /**
     * The exact distance of a point, inside or outside, to the surface; by its coordinates in the
     * frame.
     *
     * @param bound a distance that is known not to be exceeded, or infinity: it saves time
     * @return the distance, or the bound if that is less; infinite for an empty solid
     */
    public double distanceToSurface(double x, double y, double position, double bound) {
        if (slabs.isEmpty()) {
            return Double.POSITIVE_INFINITY;
        }
        int at = slabAt(position);
        boolean isInside = at >= 0 && slabs.get(at).region().contains(x, y);
        double best = bound;
        if (at >= 0) {
            var region = slabs.get(at).region();
            best = Math.sqrt(region.squaredDistance(x, y, best * best));
        }
        best = search(at >= 0 ? at + 1 : -1 - at, 1, x, y, position, best, isInside);
        return search(at >= 0 ? at - 1 : -2 - at, -1, x, y, position, best, isInside);
    }

    /** Looks through the slabs one way, until they are farther than the best distance so far. */
    private double search(
            int start, int way, double x, double y, double position, double bound, boolean out) {
        double best = bound;
        for (int i = start; ; i += way) {
            if (out && hasGapAfter(way > 0 ? i - 1 : i)) {
                double end = way > 0 ? slabs.get(i - 1).to() : slabs.get(i + 1).from();
                return Math.min(best, Math.abs(end - position));
            }
            if (i < 0 || i >= slabs.size()) {
                return best;
            }
            var slab = slabs.get(i);
            double along = Math.max(0, way > 0 ? slab.from() - position : position - slab.to());
            if (along >= best) {
                return best;
            }
            best = Math.min(best, inSlab(i, x, y, along, best, out));
        }
    }

    /** The distance to where a slab has something, or to where it has nothing. */
    private double inSlab(int i, double x, double y, double along, double bound, boolean out) {
        var region = slabs.get(i).region();
        if (region.contains(x, y) != out) {
            return along;
        }
        double squared = along * along;
        return Math.sqrt(squared + region.squaredDistance(x, y, bound * bound - squared));
    }
}
