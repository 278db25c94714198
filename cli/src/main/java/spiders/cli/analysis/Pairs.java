// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import spiders.analysis.contour.ROI;

import java.util.Optional;

/** Which ROI of one structure set is which of another; what is in doubt is said, never guessed. */
final class Pairs {

    private final RoiNames names;
    private final StructureFile first;
    private final StructureFile second;
    private boolean isWhole = true;

    Pairs(RoiNames names, StructureFile first, StructureFile second) {
        this.names = names;
        this.first = first;
        this.second = second;
        if (names.mapsNames()) {
            tellDoubts(first);
            tellDoubts(second);
        }
    }

    private void tellDoubts(StructureFile file) {
        for (var roi : file.structures().rois()) {
            if (names.isDoubtful(roi)) {
                file.say(roi, names.told(roi) + "; paired by its own name alone");
            }
        }
    }

    StructureFile first() {
        return first;
    }

    StructureFile second() {
        return second;
    }

    /** Whether every name so far could mean but one ROI. */
    boolean isWhole() {
        return isWhole;
    }

    /** Whether a name can mean but one ROI of a file, if any; what keeps it from that is said. */
    boolean isPairable(StructureFile file, ROI roi, StructureFile among) {
        if (roi.name().isEmpty()) {
            file.say(roi, "ROI %d has no name to pair it by".formatted(roi.number()));
        } else if (names.named(among, names.key(roi)).size() > 1) {
            among.say(roi, "several ROIs have this name");
        } else {
            return true;
        }
        isWhole = false;
        return false;
    }

    /** The ROI of the second set, of a first that is pairable; another name of it is said. */
    Optional<ROI> partner(ROI roi) {
        var found = names.named(second, names.key(roi)).stream().findFirst();
        found.filter(other -> !other.name().equals(roi.name()))
                .ifPresent(other ->
                        second.say(
                                other,
                                "taken as %s, as %s of the reference is"
                                        .formatted(names.key(roi), roi.name())));
        return found;
    }
}
