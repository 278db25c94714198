// SPDX-License-Identifier: Apache-2.0
package spiders.archive.reading;

import spiders.dicom.data.UID;

/**
 * An image that shows what a note says.
 *
 * @param frame counted from 1; 1 in an image of one frame
 * @param caption what it shows, or empty
 */
public record KeyImage(
        UID studyInstanceUID,
        UID seriesInstanceUID,
        UID sopInstanceUID,
        int frame,
        String caption) {

    public KeyImage {
        if (frame < 1) {
            throw new IllegalArgumentException("frames are counted from 1");
        }
    }

    /** Without the caption, which may name the patient. */
    @Override
    public String toString() {
        return "KeyImage[%s, frame %d]".formatted(sopInstanceUID.value(), frame);
    }
}
