// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;

import java.util.Set;

/**
 * Which overlay planes of a data set go (PS3.15 section E.3.3).
 *
 * <p>A plane goes as a whole, for what describes it is not valid without its bits. With the Clean
 * Graphics Option a plane stays whose type is R, a region of interest, but for its label and its
 * description: text drawn as bits is of type G (PS3.3 section C.9.2).
 */
final class OverlayPlanes {

    static final String BECAUSE = "E.1-1 X, the whole plane";

    private static final int GROUPS = 0x60;
    private static final int TYPE = 0x0040;
    private static final int DATA = 0x3000;
    private static final int BIT_POSITION = 0x0102;
    private static final Set<Integer> TEXT = Set.of(0x0022, 0x1500);

    private OverlayPlanes() {}

    /** Whether an element is of a plane that goes. */
    static boolean isRemoved(DataSet dataSet, Tag tag, boolean keepsRegions) {
        int group = tag.group();
        if (group >>> 8 != GROUPS) {
            return false;
        }
        boolean hasData = dataSet.has(Tag.of(group, DATA));
        boolean isRegion = dataSet.string(Tag.of(group, TYPE)).filter("R"::equals).isPresent();
        return !(keepsRegions && hasData && isRegion) || TEXT.contains(tag.element());
    }

    /** Whether bits of a plane are within the pixels, where older systems put them (retired). */
    static boolean areInPixels(DataSet dataSet) {
        for (var element : dataSet.elements()) {
            var tag = element.tag();
            boolean isWithin =
                    tag.group() >>> 8 == GROUPS
                            && tag.element() == BIT_POSITION
                            && !dataSet.has(Tag.of(tag.group(), DATA))
                            && dataSet.integer(tag).orElse(0) > 0;
            if (isWithin) {
                return true;
            }
        }
        return false;
    }

    /** Whether an element of a curve is sound: a voice (PS3.3 section C.10.3, retired). */
    static boolean isAudio(Tag tag) {
        return tag.element() >= 0x2000 && tag.element() <= 0x200E;
    }
}
