// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import java.util.List;

/**
 * A decoded image.
 *
 * @param width of the reference grid's part that the image covers, after reduction
 * @param height the same in rows
 * @param hasColourTransform whether the first three components were stored as luminance and
 *     chrominance (T.800 annex G); they are decoded to what they were before
 */
public record JPEG2000Image(
        int width, int height, boolean hasColourTransform, List<JPEG2000Plane> planes) {

    public JPEG2000Image {
        planes = List.copyOf(planes);
    }
}
