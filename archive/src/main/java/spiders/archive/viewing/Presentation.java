// SPDX-License-Identifier: Apache-2.0
package spiders.archive.viewing;

import spiders.archive.store.ServedInstance;
import spiders.dicom.data.UID;
import spiders.dicom.presentation.PresentationState;

/** A stored presentation state, and what it says. */
public record Presentation(ServedInstance instance, PresentationState state) {

    /** Whether it is for a frame of an image, numbered from 1. */
    public boolean covers(ServedInstance image, int frame) {
        return state.covers(image.stored().sopInstanceUID(), frame);
    }

    UID studyInstanceUID() {
        return instance.stored().studyInstanceUID();
    }
}
