// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.geometry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Makes slabs of sections: finds the gaps, fills them or not, and shares out the thickness. */
final class Stack {

    /** A distance this many times that of its neighbours is a gap. */
    private static final double GAP_FACTOR = 1.5;

    private final List<Section> sections;
    private final GapTreatment treatment;
    private final double loneThickness;
    private final double usual;
    private final List<Slab> slabs = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();

    Stack(List<Section> sections, GapTreatment treatment, double loneThickness) {
        this.sections =
                sections.stream()
                        .filter(section -> !section.region().isEmpty())
                        .sorted(Comparator.comparingDouble(Section::position))
                        .toList();
        this.treatment = treatment;
        this.loneThickness = loneThickness;
        this.usual = median();
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

    private void add(int i) {
        var section = sections.get(i);
        if (i > 0 && section.position() <= position(i - 1)) {
            throw new IllegalArgumentException("Two sections stand at " + section.position());
        }
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
        if (!exists(i) || sections.size() == 2) {
            return false;
        }
        double around =
                Math.max(exists(i - 1) ? distance(i - 1) : 0, exists(i + 1) ? distance(i + 1) : 0);
        return distance(i) > GAP_FACTOR * around;
    }

    /**
     * How far a section reaches over one of the distances beside it: half of it; at an end or a gap
     * half of the other one; and half of the usual distance where that is none either.
     */
    private double reach(int distance, int other) {
        if (exists(distance) && !isGap(distance)) {
            return distance(distance) / 2;
        }
        return exists(other) && !isGap(other) ? distance(other) / 2 : usual / 2;
    }

    /** The median of the distances that are no gaps. */
    private double median() {
        var distances = new ArrayList<Double>();
        for (int i = 0; exists(i); i++) {
            if (!isGap(i)) {
                distances.add(distance(i));
            }
        }
        distances.sort(null);
        return distances.isEmpty() ? loneThickness : distances.get(distances.size() / 2);
    }
}
