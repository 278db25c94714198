// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import spiders.analysis.contour.ROI;
import spiders.analysis.naming.Site;
import spiders.analysis.naming.StructureName;
import spiders.analysis.naming.StructureNaming;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** By which names ROIs are paired: their own, or those of TG-263 where there is but one reading. */
final class RoiNames {

    private final boolean mapsNames;
    private final Site site;
    private final StructureNaming naming = new StructureNaming();
    private final Map<String, StructureName> read = new HashMap<>();

    RoiNames(boolean mapsNames, Site site) {
        this.mapsNames = mapsNames;
        this.site = site;
    }

    boolean mapsNames() {
        return mapsNames;
    }

    /** What an ROI is paired by. */
    String key(ROI roi) {
        return mapsNames ? standard(roi).orElse(roi.name()) : roi.name();
    }

    /** The name of TG-263, if there is no doubt. */
    Optional<String> standard(ROI roi) {
        return meaning(roi) instanceof StructureName.Mapped mapped
                ? Optional.of(mapped.name())
                : Optional.empty();
    }

    private StructureName meaning(ROI roi) {
        return read.computeIfAbsent(roi.name(), name -> naming.map(name, site));
    }

    /** The ROIs of a file that one of this name may be paired with. */
    List<ROI> named(StructureFile file, String key) {
        return file.structures().rois().stream().filter(roi -> key(roi).equals(key)).toList();
    }

    /** The ROIs of a file that have a name, and one that no other of the file has or means. */
    List<ROI> unique(StructureFile file) {
        return file.structures().rois().stream()
                .filter(roi -> !roi.name().isEmpty() && named(file, key(roi)).size() == 1)
                .toList();
    }

    /** Whether a person could say that an ROI of this file is meant by a name. */
    boolean isPossible(StructureFile file, String key) {
        return mapsNames
                && file.structures().rois().stream()
                        .map(this::meaning)
                        .anyMatch(name ->
                                name instanceof StructureName.Doubtful doubtful
                                        && doubtful.candidates().contains(key));
    }

    /** Whether a person must say what the name means. */
    boolean isDoubtful(ROI roi) {
        return meaning(roi) instanceof StructureName.Doubtful;
    }

    /** What the name was taken to mean, and why it was not where it was not. */
    String told(ROI roi) {
        return switch (meaning(roi)) {
            case StructureName.Mapped mapped ->
                    String.format(Locale.ROOT, "mapped, confidence %.2f", mapped.confidence());
            case StructureName.Doubtful doubtful ->
                    "to be decided (%s)%s"
                            .formatted(
                                    doubtful.doubt(),
                                    doubtful.candidates().isEmpty()
                                            ? ""
                                            : ": " + String.join(" or ", doubtful.candidates()));
            case StructureName.HelperStructure helper ->
                    "helper structure (%s)".formatted(helper.purpose());
            case StructureName.NotAnOrgan _ -> "not an organ";
            case StructureName.Unknown _ -> "not in the list";
        };
    }
}
