// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.segmentation;

import spiders.analysis.contour.ContourPlanes;
import spiders.analysis.geometry.GapTreatment;
import spiders.analysis.geometry.PlaneSpacing;
import spiders.analysis.geometry.Solid;

/**
 * A segment of a segmentation.
 *
 * @param label as written; may be empty
 * @param frameOfReferenceUID may be empty
 * @param planes the outlines of its frames; those that hold nothing are not there
 * @param thickness of a frame, in millimetres
 */
public record Segment(
        int number,
        String label,
        String frameOfReferenceUID,
        ContourPlanes planes,
        double thickness) {

    /** The solid of it. A frame that is not there is empty on purpose: no gap is filled. */
    public Solid solid() {
        return planes.solid(GapTreatment.LEAVE_EMPTY, new PlaneSpacing.Known(thickness));
    }
}
