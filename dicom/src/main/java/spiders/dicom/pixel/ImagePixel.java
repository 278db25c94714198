// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.dictionary.Tags;

/**
 * What the frames of an image are made of (PS3.3 section C.7.6.3, Image Pixel).
 *
 * <p>Every decoder takes its bounds from here: a frame whose decoded cells would be more than
 * {@link #MAX_FRAME_BYTES} cannot be described.
 *
 * @param isPlanar whether all samples of one colour come before the next colour's (Planar
 *     Configuration 1); false for one sample per pixel
 */
public record ImagePixel(
        int rows,
        int columns,
        int samplesPerPixel,
        boolean isPlanar,
        PhotometricInterpretation photometricInterpretation,
        SampleDepth depth) {

    /** No frame has more bytes when decoded. */
    public static final long MAX_FRAME_BYTES = 1L << 30;

    private static final int MAX_SIZE = 0xFFFF;

    public ImagePixel {
        if (rows < 1 || rows > MAX_SIZE || columns < 1 || columns > MAX_SIZE) {
            throw new InvalidImageException("%d rows, %d columns".formatted(rows, columns));
        }
        if (samplesPerPixel != photometricInterpretation.samplesPerPixel()) {
            throw new InvalidImageException(
                    "%d samples a pixel of %s"
                            .formatted(samplesPerPixel, photometricInterpretation.term()));
        }
        long bytes = (long) rows * columns * samplesPerPixel * depth.cellBytes();
        if (bytes > MAX_FRAME_BYTES) {
            throw new InvalidImageException(
                    "A frame of %d bytes, limit %d".formatted(bytes, MAX_FRAME_BYTES));
        }
        isPlanar &= samplesPerPixel > 1;
    }

    /** Reads the attributes of an image; see {@link #of(DataSet, long)}. */
    public static ImagePixel of(DataSet dataSet) {
        return of(dataSet, MAX_FRAME_BYTES);
    }

    /**
     * Reads the attributes of an image, leniently where only one meaning is possible: Samples per
     * Pixel, Photometric Interpretation, Bits Stored and High Bit may be missing, as old secondary
     * captures and converted ACR-NEMA files have them.
     *
     * @param maxFrameBytes how many bytes a decoded frame may have
     * @throws InvalidImageException if they describe no image, or one of bigger frames
     */
    public static ImagePixel of(DataSet dataSet, long maxFrameBytes) {
        int samples = dataSet.integer(Tags.SamplesPerPixel).orElse(1);
        var image =
                new ImagePixel(
                        required(dataSet, Tags.Rows),
                        required(dataSet, Tags.Columns),
                        samples,
                        dataSet.integer(Tags.PlanarConfiguration).orElse(0) == 1,
                        photometric(dataSet, samples),
                        depth(dataSet));
        if (image.frameBytes() > maxFrameBytes) {
            throw new InvalidImageException(
                    "A frame of %d bytes, limit %d".formatted(image.frameBytes(), maxFrameBytes));
        }
        return image;
    }

    private static int required(DataSet dataSet, Tag tag) {
        return dataSet.integer(tag)
                .orElseThrow(() -> new InvalidImageException("No number in " + tag));
    }

    private static PhotometricInterpretation photometric(DataSet dataSet, int samples) {
        var term = dataSet.string(Tags.PhotometricInterpretation).orElse("");
        if (term.isEmpty()) {
            return samples == 1
                    ? PhotometricInterpretation.MONOCHROME2
                    : PhotometricInterpretation.RGB;
        }
        return PhotometricInterpretation.of(term)
                .orElseThrow(() ->
                        new InvalidImageException(
                                "Photometric Interpretation is none of the standard's"));
    }

    private static SampleDepth depth(DataSet dataSet) {
        if (!dataSet.has(Tags.PixelData)) {
            if (dataSet.has(Tags.FloatPixelData)) {
                return SampleDepth.of(Float.SIZE, Float.SIZE, SampleFormat.FLOAT);
            }
            if (dataSet.has(Tags.DoubleFloatPixelData)) {
                return SampleDepth.of(Double.SIZE, Double.SIZE, SampleFormat.DOUBLE);
            }
        }
        int allocated = required(dataSet, Tags.BitsAllocated);
        int stored = dataSet.integer(Tags.BitsStored).orElse(allocated);
        return new SampleDepth(
                allocated,
                stored,
                dataSet.integer(Tags.HighBit).orElse(stored - 1),
                switch (dataSet.integer(Tags.PixelRepresentation).orElse(0)) {
                    case 0 -> SampleFormat.UNSIGNED;
                    case 1 -> SampleFormat.SIGNED;
                    default -> throw new InvalidImageException("Pixel Representation above 1");
                });
    }

    /** The pixels of a frame. */
    public int pixels() {
        return rows * columns;
    }

    /** The samples of a frame, no two pixels sharing one. */
    public int samples() {
        return pixels() * samplesPerPixel;
    }

    /** The bytes of a decoded frame. */
    public long frameBytes() {
        return (long) samples() * depth.cellBytes();
    }

    public ImagePixel withDepth(SampleDepth other) {
        return new ImagePixel(
                rows, columns, samplesPerPixel, isPlanar, photometricInterpretation, other);
    }

    public ImagePixel withPlanar(boolean planar) {
        return new ImagePixel(
                rows, columns, samplesPerPixel, planar, photometricInterpretation, depth);
    }

    /** The same with other colours of as many samples a pixel. */
    public ImagePixel withPhotometric(PhotometricInterpretation other) {
        return new ImagePixel(rows, columns, other.samplesPerPixel(), isPlanar, other, depth);
    }
}
