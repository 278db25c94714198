// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.contour;

import java.util.List;
import java.util.Optional;

/**
 * The regions of interest of an RT structure set.
 *
 * @param sopInstanceUID may be empty
 * @param unreadable how many ROIs were left out since they have no number
 */
public record StructureSet(String sopInstanceUID, List<ROI> rois, int unreadable) {

    public StructureSet {
        rois = List.copyOf(rois);
    }

    /** Returns the first ROI of this very name. */
    public Optional<ROI> roi(String name) {
        return rois.stream().filter(roi -> roi.name().equals(name)).findFirst();
    }
}
