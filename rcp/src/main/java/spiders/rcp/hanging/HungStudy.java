// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.hanging;

import spiders.dicom.data.UID;

import java.util.List;
import java.util.Set;

/**
 * A study as a hanging protocol sees it.
 *
 * @param date StudyDate, {@code YYYYMMDD}; empty where it is not known
 * @param modalities codes (PS3.3 C.7.3.1.1.1)
 * @param bodyParts BodyPartExamined of the study or its series
 */
public record HungStudy(
        UID study,
        String date,
        List<String> modalities,
        List<String> bodyParts,
        String description) {

    public HungStudy {
        modalities = List.copyOf(modalities);
        bodyParts = List.copyOf(bodyParts);
    }

    /** How it is laid out. */
    public Layout layout() {
        return Layout.of(modalities);
    }

    /** The regions that it shows, as far as it tells. */
    Set<BodyRegion> regions() {
        return BodyRegion.of(String.join(" ", bodyParts) + " " + description);
    }

    /** Whether an earlier study shows the same, so that both are compared. */
    boolean compares(HungStudy earlier) {
        return layout() == earlier.layout() && BodyRegion.meet(regions(), earlier.regions());
    }
}
