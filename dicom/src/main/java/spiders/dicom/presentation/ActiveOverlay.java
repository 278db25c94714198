// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.presentation;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.dictionary.Tags;

import java.util.ArrayList;
import java.util.List;

/**
 * An overlay that is drawn in a layer: the state's own of that group, or else the image's (PS3.3
 * section C.11.7).
 */
record ActiveOverlay(int group, String layer) {

    private static final int FIRST_GROUP = 0x6000;
    private static final int LAST_GROUP = 0x601E;

    static List<ActiveOverlay> of(DataSet state) {
        var active = new ArrayList<ActiveOverlay>();
        for (int group = FIRST_GROUP; group <= LAST_GROUP; group += 2) {
            var layer = state.string(Tag.of(group, Tags.OverlayActivationLayer.element()));
            if (layer.isPresent() && !layer.get().isEmpty()) {
                active.add(new ActiveOverlay(group, layer.get()));
            }
        }
        return List.copyOf(active);
    }
}
