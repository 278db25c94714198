// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

/**
 * The largest image a decoder may make; a stream that claims more is refused before anything is
 * allocated for it.
 *
 * @param width samples a row
 * @param height rows
 * @param components samples a pixel
 */
public record JPEG2000Limits(int width, int height, int components) {

    private static final int MAX_SAMPLES = 1 << 30;

    public JPEG2000Limits {
        if (width < 1 || height < 1 || components < 1) {
            throw new IllegalArgumentException(
                    "An image of %d by %d by %d".formatted(width, height, components));
        }
        if ((long) width * height > MAX_SAMPLES) {
            throw new IllegalArgumentException(
                    "More than %d samples a component: %d by %d"
                            .formatted(MAX_SAMPLES, width, height));
        }
    }
}
