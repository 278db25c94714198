// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.contour;

import spiders.analysis.geometry.PlaneFrame;
import spiders.analysis.geometry.Section;

import java.util.ArrayList;
import java.util.List;

/**
 * A region of interest of a structure set.
 *
 * @param number its number in the structure set
 * @param name as written, but for blanks at its ends; may be empty
 * @param interpretedType such as ORGAN or PTV (PS3.3 section C.8.8.8.1); may be empty
 * @param frameOfReferenceUID the frame of reference of its contours; may be empty
 * @param unreadable how many contours were left out since their data are not what they claim
 */
public record ROI(
        int number,
        String name,
        String interpretedType,
        String frameOfReferenceUID,
        List<Contour> contours,
        int unreadable) {

    public ROI {
        contours = List.copyOf(contours);
    }

    /** An ROI whose contours are the rings of these sections. */
    public static ROI ofSections(
            int number,
            String name,
            String frameOfReferenceUID,
            PlaneFrame frame,
            List<Section> sections) {
        var contours = new ArrayList<Contour>();
        for (var section : sections) {
            for (var ring : section.region().rings()) {
                var coordinates = new double[3 * ring.size()];
                for (int i = 0; i < coordinates.length; i++) {
                    coordinates[i] =
                            frame.patient(i % 3, ring.x(i / 3), ring.y(i / 3), section.position());
                }
                contours.add(Contour.of(ContourType.CLOSED_PLANAR, coordinates));
            }
        }
        return new ROI(number, name, "", frameOfReferenceUID, contours, 0);
    }

    /**
     * The planes that its closed contours draw, whatever their common direction.
     *
     * @throws MixedPlanesException if they have no common direction
     */
    public ContourPlanes planes() {
        return new PlaneSorter(this).planes();
    }
}
