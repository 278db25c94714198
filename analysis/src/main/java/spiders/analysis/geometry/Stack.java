// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.geometry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/** Makes slabs of sections: finds the gaps, fills them or not, and shares out the thickness. */
final class Stack {

    /** A distance this many times that of its neighbours is a gap. */
    private static final double GAP_FACTOR = 1.5;

    /** So is one this many times the usual distance, and a rounding more. */
    private static final double FAR_FACTOR = 3.01;

    /**
     * Slices for radiotherapy are no thicker: what is farther apart than this was not all drawn.
     */
    private static final double THICKEST = 10;

    private final List<Section> sections;
    private final GapTreatment treatment;
    private final PlaneSpacing spacing;
    private final double median; // of all distances, or 0
    private final double usual; // the median of those that are no gaps, or else what is known
    private int lone;
    private final List<Slab> slabs = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();

    Stack(List<Section> sections, GapTreatment treatment, PlaneSpacing spacing) {
        this.sections =
                sections.stream()
                        .filter(section -> !section.region().isEmpty())
                        .sorted(Comparator.comparingDouble(Section::position))
                        .toList();
        this.treatment = treatment;
        this.spacing = spacing;
        this.median = median(true).orElse(0);
        this.usual = median(false).orElse(spacing.millimetres());
        for (int i = 0; i < this.sections.size(); i++) {
            add(i);
        }
    }

    List<Slab> slabs() {
        return slabs;
    }

    List<Gap> gaps() {
        return gaps;
    }

    /** How many planes have no neighbour to tell their thickness, while none is known. */
    int lone() {
        return lone;
    }

    /** How thick such planes are taken to be, but for those that have no room for it. */
    double loneThickness() {
        return usual;
    }

    private void add(int i) {
        var section = sections.get(i);
        if (i > 0 && section.position() <= position(i - 1)) {
            throw new IllegalArgumentException("Two sections stand at " + section.position());
        }
        lone += isLone(i) ? 1 : 0;
        double below = reach(i - 1, i);
        double above = reach(i, i - 1);
        double from = section.position() - below;
        double to = section.position() + above;
        slabs.add(new Slab(section.region(), section.position(), from, to, false));
        if (isGap(i)) {
            addGap(i, to);
        }
    }

    private void addGap(int i, double from) {
        double next = position(i + 1);
        double to = next - reach(i, i + 1);
        int missing = (int) Math.max(1, Math.round(distance(i) / (distance(i) - (to - from)) - 1));
        var region =
                treatment == GapTreatment.FILL && missing == 1
                        ? new DistanceInterpolation(
                                        sections.get(i).region(), sections.get(i + 1).region())
                                .at(0.5)
                        : Region.EMPTY;
        if (!region.isEmpty()) {
            slabs.add(new Slab(region, from + (to - from) / 2, from, to, true));
        }
        gaps.add(new Gap(position(i), next, missing, !region.isEmpty()));
    }

    private double position(int i) {
        return sections.get(i).position();
    }

    /** How far section i is from the next one. */
    private double distance(int i) {
        return position(i + 1) - position(i);
    }

    private boolean exists(int i) {
        return i >= 0 && i + 1 < sections.size();
    }

    /** Whether the distance after section i is a gap, and not just where slices get thicker. */
    private boolean isGap(int i) {
        if (!exists(i)) {
            return false;
        }
        return switch (spacing) {
            case PlaneSpacing.Known(double known) -> distance(i) > GAP_FACTOR * known;
            case PlaneSpacing.Usual(double other) ->
                    distance(i) > GAP_FACTOR * around(i, other)
                            || distance(i) > FAR_FACTOR * Math.max(other, median)
                            || distance(i) > Math.max(FAR_FACTOR * other, THICKEST);
            case PlaneSpacing.Unknown _ -> {
                double ordinary = sections.size() == 2 ? 0 : FAR_FACTOR * median;
                yield distance(i) > GAP_FACTOR * around(i, Double.POSITIVE_INFINITY)
                        || distance(i) > Math.max(ordinary, THICKEST);
            }
        };
    }

    /** The larger of the distances beside one, or what there is else if it has none beside it. */
    private double around(int i, double other) {
        if (!exists(i - 1) && !exists(i + 1)) {
            return other;
        }
        return Math.max(exists(i - 1) ? distance(i - 1) : 0, exists(i + 1) ? distance(i + 1) : 0);
    }

    private boolean isBridged(int distance) {
        return exists(distance) && !isGap(distance);
    }

    private boolean isLone(int i) {
        boolean isKnown = spacing instanceof PlaneSpacing.Known;
        return !isKnown && !isBridged(i - 1) && !isBridged(i);
    }

    /**
     * How far a section reaches over one of the distances beside it: half of it; at an end or a gap
     * half of the known spacing, or of the other distance, or of the usual one where that is none
     * either. Never so far into a gap that this would be none.
     */
    private double reach(int distance, int other) {
        if (isBridged(distance)) {
            return distance(distance) / 2;
        }
        if (isBridged(other)) {
            boolean isKnown = spacing instanceof PlaneSpacing.Known;
            double thickness = isKnown ? spacing.millimetres() : distance(other);
            return Math.min(thickness, room(distance)) / 2;
        }
        double thickness = spacing instanceof PlaneSpacing.Known(double known) ? known : usual;
        return Math.min(thickness, Math.min(room(distance), room(other))) / 2;
    }

    private double room(int distance) {
        return exists(distance) ? distance(distance) / GAP_FACTOR : Double.POSITIVE_INFINITY;
    }

    /** The median of the distances, of those that are gaps too or not. */
    private OptionalDouble median(boolean withGaps) {
        var distances = new ArrayList<Double>();
        for (int i = 0; exists(i); i++) {
            if (withGaps || !isGap(i)) {
                distances.add(distance(i));
            }
        }
        distances.sort(null);
        return distances.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(distances.get(distances.size() / 2));
    }
}
