// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

import java.util.Objects;

/**
 * A decoded frame: what its cells are, and the cells.
 *
 * <p>The image is that of the cells as they are now. It is another than that of the data set where
 * a decoder has parted what pixels shared, so that YBR_FULL_422 is YBR_FULL here, or where colours
 * were converted.
 *
 * <p>Cells may hold more than the sample in their unused bits, overlays for instance; {@link
 * #aligned()} removes it.
 */
public final class Frame {

    private final ImagePixel image;
    private final Samples samples;

    /**
     * Holds the cells without copying them.
     *
     * @throws IllegalArgumentException if they are not as many and as wide as the image says
     */
    public Frame(ImagePixel image, Samples samples) {
        if (samples.length() != image.samples() || !samples.fits(image.depth())) {
            throw new IllegalArgumentException(
                    "%d cells for %s".formatted(samples.length(), image));
        }
        this.image = parted(image);
        this.samples = samples;
    }

    /** Here every pixel has its own samples; codecs without subsampling are given the term too. */
    private static ImagePixel parted(ImagePixel image) {
        return image.photometricInterpretation() == PhotometricInterpretation.YBR_FULL_422
                ? image.withPhotometric(PhotometricInterpretation.YBR_FULL)
                : image;
    }

    /** A frame of zeros, for a decoder to fill by {@link #setRow}. */
    public static Frame blank(ImagePixel image) {
        return new Frame(image, Samples.allocate(image));
    }

    public ImagePixel image() {
        return image;
    }

    public Samples samples() {
        return samples;
    }

    /** The index of a sample in the cells. */
    public int index(int component, int row, int column) {
        int pixel =
                Objects.checkIndex(row, image.rows()) * image.columns()
                        + Objects.checkIndex(column, image.columns());
        Objects.checkIndex(component, image.samplesPerPixel());
        return image.isPlanar()
                ? component * image.pixels() + pixel
                : pixel * image.samplesPerPixel() + component;
    }

    /** The cells from one column of a component to the next. */
    public int step() {
        return image.isPlanar() ? 1 : image.samplesPerPixel();
    }

    /**
     * Sets one row of a component, as wide as the frame; of each value as many low bits are kept as
     * a cell has.
     *
     * @throws IllegalStateException if the cells are none of 32 bits or less of whole numbers
     */
    public void setRow(int component, int row, int[] values, int from) {
        int columns = image.columns();
        Objects.checkFromIndexSize(from, columns, values.length);
        int at = index(component, row, 0);
        int step = step();
        switch (samples) {
            case Samples.OfByte cells -> {
                byte[] array = cells.array();
                for (int i = 0; i < columns; i++, at += step) {
                    array[at] = (byte) values[from + i];
                }
            }
            case Samples.OfShort cells -> {
                short[] array = cells.array();
                for (int i = 0; i < columns; i++, at += step) {
                    array[at] = (short) values[from + i];
                }
            }
            case Samples.OfInt cells -> {
                int[] array = cells.array();
                for (int i = 0; i < columns; i++, at += step) {
                    array[at] = values[from + i];
                }
            }
            case Samples.OfLong _, Samples.OfFloat _, Samples.OfDouble _ ->
                    throw new IllegalStateException("The cells are no whole numbers of 32 bits");
        }
    }

    /**
     * Reads one row of a component as samples: the stored bits alone, extended by their sign if
     * they are signed; of 32 bits unsigned, the same bits.
     *
     * @throws IllegalStateException if the cells are none of 32 bits or less of whole numbers
     */
    public void row(int component, int row, int[] values, int from) {
        int columns = image.columns();
        Objects.checkFromIndexSize(from, columns, values.length);
        int at = index(component, row, 0);
        int step = step();
        switch (samples) {
            case Samples.OfByte cells -> {
                byte[] array = cells.array();
                for (int i = 0; i < columns; i++, at += step) {
                    values[from + i] = array[at];
                }
            }
            case Samples.OfShort cells -> {
                short[] array = cells.array();
                for (int i = 0; i < columns; i++, at += step) {
                    values[from + i] = array[at];
                }
            }
            case Samples.OfInt cells -> {
                int[] array = cells.array();
                for (int i = 0; i < columns; i++, at += step) {
                    values[from + i] = array[at];
                }
            }
            case Samples.OfLong _, Samples.OfFloat _, Samples.OfDouble _ ->
                    throw new IllegalStateException("The cells are no whole numbers of 32 bits");
        }
        extend(values, from, columns);
    }

    /**
     * The samples in the low bits of their cells, with nothing but their sign above; this frame
     * itself if it is so by its depth.
     */
    public Frame aligned() {
        return Alignment.align(this);
    }

    private void extend(int[] values, int from, int count) {
        var depth = image.depth();
        int left = Integer.SIZE - 1 - depth.highBit();
        int right = Integer.SIZE - depth.stored();
        if (depth.isSigned()) {
            for (int i = from; i < from + count; i++) {
                values[i] = values[i] << left >> right;
            }
            return;
        }
        for (int i = from; i < from + count; i++) {
            values[i] = values[i] << left >>> right;
        }
    }
}
