// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import spiders.analysis.contour.ROI;
import spiders.analysis.geometry.GapTreatment;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A structure set that the others are held against. */
final class DrawnReference implements CaseReference {

    private final StructureFile file;
    private final GapTreatment gaps;
    private final Map<String, ROI> organs;

    /** Its organs are the ROIs whose name, or its meaning, is that of no other. */
    DrawnReference(StructureFile file, RoiNames names, GapTreatment gaps) {
        this.file = file;
        this.gaps = gaps;
        this.organs = new TreeMap<>();
        for (var roi : names.unique(file)) {
            organs.put(names.key(roi), roi);
        }
    }

    @Override
    public List<String> organs() {
        return List.copyOf(organs.keySet());
    }

    @Override
    public Organ organ(String organ, SortedMap<String, Drawn> drawn, int raters) {
        var roi = organs.get(organ);
        if (roi == null) {
            throw new IllegalArgumentException("The reference has no " + organ);
        }
        var solid =
                file.solid(roi, gaps)
                        .orElseThrow(() ->
                                new IllegalArgumentException("the reference cannot be computed"));
        return new Organ(
                solid,
                roi.frameOfReferenceUID(),
                roi.name(),
                "",
                file.structures().sopInstanceUID());
    }
}
