// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;

import java.io.ByteArrayOutputStream;
import java.util.Random;

/** Images of nobody: slopes, edges, flat parts and noise, over the whole range of their samples. */
public final class SyntheticImages {

    private SyntheticImages() {}

    public static ImagePixel grey(
            int rows, int columns, int allocated, int stored, boolean signed) {
        var format = signed ? SampleFormat.SIGNED : SampleFormat.UNSIGNED;
        return new ImagePixel(
                rows,
                columns,
                1,
                false,
                PhotometricInterpretation.MONOCHROME2,
                SampleDepth.of(allocated, stored, format));
    }

    public static ImagePixel colour(int rows, int columns, boolean isPlanar) {
        return new ImagePixel(
                rows,
                columns,
                3,
                isPlanar,
                PhotometricInterpretation.RGB,
                SampleDepth.of(8, 8, SampleFormat.UNSIGNED));
    }

    /** A frame that is the same for the same seed. */
    public static Frame frame(ImagePixel image, long seed) {
        var random = new Random(seed);
        var frame = Frame.blank(image);
        int columns = image.columns();
        int stored = image.depth().stored();
        long range = 1L << stored;
        long least = image.depth().isSigned() ? -(range >> 1) : 0;
        var row = new int[columns];
        for (int c = 0; c < image.samplesPerPixel(); c++) {
            for (int y = 0; y < image.rows(); y++) {
                for (int x = 0; x < columns; x++) {
                    row[x] = (int) (least + value(random, x, y + 7 * c, image, range));
                }
                frame.setRow(c, y, row, 0);
            }
        }
        return frame.aligned();
    }

    private static long value(Random random, int x, int y, ImagePixel image, long range) {
        int columns = image.columns();
        int rows = image.rows();
        if (x < columns / 4 && y < rows / 2) {
            return range / 3; // Flat: runs.
        }
        if (x > 3 * columns / 4 && y < rows / 4) {
            return (x + y) % 2 == 0 ? 0 : range - 1; // The extremes.
        }
        if (y > 7 * rows / 8) {
            return random.nextLong(range); // Nothing but noise.
        }
        double slope = (Math.sin(x * 0.11) + Math.cos(y * 0.07) + 2) / 4;
        long noise = random.nextLong(Math.max(1, range / 64) + 1);
        return Math.clamp((long) (slope * (range - 1)) + noise, 0, range - 1);
    }

    /** A secondary capture without its pixel data. */
    public static DataSetBuilder described(ImagePixel image, int frames) {
        var builder =
                DataSet.builder()
                        .set(Tags.SOPClassUID, UIDs.SecondaryCaptureImageStorage)
                        .set(Tags.SOPInstanceUID, new UID("2.25.1234567"))
                        .set(Tags.StudyInstanceUID, new UID("2.25.1"))
                        .set(Tags.SeriesInstanceUID, new UID("2.25.2"))
                        .set(Tags.Modality, "OT")
                        .set(Tags.PatientName, "SYNTHETIC^IMAGE")
                        .set(Tags.PatientID, "SYNTHETIC")
                        .set(Tags.ImageType, "ORIGINAL", "PRIMARY")
                        .set(Tags.SamplesPerPixel, image.samplesPerPixel())
                        .set(
                                Tags.PhotometricInterpretation,
                                image.photometricInterpretation().term())
                        .set(Tags.Rows, image.rows())
                        .set(Tags.Columns, image.columns())
                        .set(Tags.BitsAllocated, image.depth().allocated())
                        .set(Tags.BitsStored, image.depth().stored())
                        .set(Tags.HighBit, image.depth().highBit())
                        .set(Tags.PixelRepresentation, image.depth().isSigned() ? 1 : 0);
        if (image.samplesPerPixel() > 1) {
            builder.set(Tags.PlanarConfiguration, image.isPlanar() ? 1 : 0);
        }
        if (frames > 1) {
            builder.set(Tags.NumberOfFrames, frames);
        }
        return builder;
    }

    /** A secondary capture of native frames, none of them of single bits. */
    public static DataSet dataSet(Frame... frames) {
        var image = frames[0].image();
        var bytes = new ByteArrayOutputStream();
        for (var frame : frames) {
            bytes.writeBytes(NativeCells.write(frame));
        }
        if (bytes.size() % 2 != 0) {
            bytes.write(0);
        }
        var vr = image.depth().allocated() > 8 ? VR.OW : VR.OB;
        return described(image, frames.length).set(Tags.PixelData, vr, bytes.toByteArray()).build();
    }
}
