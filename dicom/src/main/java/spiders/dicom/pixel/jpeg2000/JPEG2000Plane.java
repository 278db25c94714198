// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

/**
 * The samples of one component, row by row.
 *
 * <p>A component may be sampled more coarsely than the image; {@link #dx} and {@link #dy} say by
 * what (XRsiz, YRsiz). The array is not copied.
 */
public final class JPEG2000Plane {

    private final int width;
    private final int height;
    private final ComponentSize component;
    private final int[] samples;

    JPEG2000Plane(int width, int height, ComponentSize component, int[] samples) {
        this.width = width;
        this.height = height;
        this.component = component;
        this.samples = samples;
    }

    /**
     * A plane as wide as its image.
     *
     * @param bits of a sample, its sign included
     * @throws IllegalArgumentException if the array is not as long as the plane has samples, or the
     *     bits are not 1 to 24
     */
    public static JPEG2000Plane of(
            int width, int height, int bits, boolean isSigned, int[] samples) {
        if (width < 1 || height < 1 || (long) width * height != samples.length) {
            throw new IllegalArgumentException(
                    "%d samples for %d by %d".formatted(samples.length, width, height));
        }
        if (bits < 1 || bits > ComponentSize.MAX_BITS) {
            throw new IllegalArgumentException("Samples of %d bits".formatted(bits));
        }
        return new JPEG2000Plane(width, height, new ComponentSize(bits, isSigned, 1, 1), samples);
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** The bits of a sample, its sign included. */
    public int bits() {
        return component.bits();
    }

    public boolean isSigned() {
        return component.isSigned();
    }

    /** Columns of the reference grid from one sample to the next. */
    public int dx() {
        return component.dx();
    }

    /** Rows of the reference grid from one sample to the next. */
    public int dy() {
        return component.dy();
    }

    /** The samples, within the range that bits and sign allow. */
    public int[] samples() {
        return samples;
    }
}
