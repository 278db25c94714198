// SPDX-License-Identifier: Apache-2.0
package spiders.archive.viewing;

import spiders.dicom.pixel.Window;

/**
 * How a frame is to be shown.
 *
 * @param frame numbered from 1
 * @param region of the frame that is shown
 * @param width of the area that the picture is to fit, in pixels; it is never made larger than the
 *     frame is
 * @param height likewise
 */
public record PictureRequest(int frame, Values values, Region region, int width, int height) {

    /** Values of interest: the object's own, or those that someone chose. */
    public sealed interface Values {

        /** As the object says. */
        record OfObject() implements Values {}

        /** As chosen, in the unit that the modality transform gives. */
        record Chosen(Window window) implements Values {}
    }

    public PictureRequest {
        if (frame < 1 || width < 1 || height < 1) {
            throw new IllegalArgumentException("Frames and pixels are counted from 1");
        }
    }
}
