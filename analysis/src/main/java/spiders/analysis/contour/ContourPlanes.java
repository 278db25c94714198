// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.contour;

import spiders.analysis.geometry.GapTreatment;
import spiders.analysis.geometry.PlaneFrame;
import spiders.analysis.geometry.PlaneSpacing;
import spiders.analysis.geometry.Section;
import spiders.analysis.geometry.Solid;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The parallel planes of an ROI.
 *
 * @param frame axial if there is no plane
 * @param sections in the order of their positions; none is empty
 */
public record ContourPlanes(
        PlaneFrame frame, List<Section> sections, List<ContourWarning> warnings) {

    public ContourPlanes {
        sections = List.copyOf(sections);
        warnings = List.copyOf(warnings);
    }

    /** The median distance of neighbouring planes in millimetres, if there are two. */
    public OptionalDouble spacing() {
        var distances =
                IntStream.range(1, sections.size())
                        .mapToDouble(
                                i -> sections.get(i).position() - sections.get(i - 1).position())
                        .sorted()
                        .toArray();
        return distances.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(distances[distances.length / 2]);
    }

    /**
     * The solid that the planes stand for.
     *
     * @param loneThickness how thick a plane is that has no neighbour, in millimetres
     */
    public Solid solid(GapTreatment treatment, double loneThickness) {
        return Solid.of(frame, sections, treatment, loneThickness);
    }

    /** The solid that the planes stand for, if something is known of their spacing. */
    public Solid solid(GapTreatment treatment, PlaneSpacing spacing) {
        return Solid.of(frame, sections, treatment, spacing);
    }
}
