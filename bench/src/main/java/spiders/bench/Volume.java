// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.Part10;
import spiders.dicom.pixel.ImagePixel;
import spiders.dicom.pixel.PhotometricInterpretation;
import spiders.dicom.pixel.SampleDepth;
import spiders.dicom.pixel.SampleFormat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A synthetic CT of many slices, with the contrast and the noise of a real one, so that it
 * compresses as one does.
 *
 * @param study its UID
 * @param series of all slices
 * @param first the instance of the middle slice, which viewers show first
 */
record Volume(UID study, UID series, UID first) {

    private static final int SIDE = 512;
    private static final int BITS = 12;
    private static final double SLICE_MM = 1;

    /** Writes the slices as files into a folder. */
    static Volume write(Path folder, int slices) throws IOException {
        var series = UID.random();
        var volume = new Volume(UID.random(), series, instance(series, slices / 2));
        Files.createDirectories(folder);
        for (int i = 1; i <= slices; i++) {
            volume.slice(folder.resolve("CT%05d.dcm".formatted(i)), i);
        }
        return volume;
    }

    private static UID instance(UID series, int number) {
        return new UID(series.value() + "." + number);
    }

    private void slice(Path file, int number) throws IOException {
        var image =
                new ImagePixel(
                        SIDE,
                        SIDE,
                        1,
                        false,
                        PhotometricInterpretation.MONOCHROME2,
                        new SampleDepth(16, BITS, BITS - 1, SampleFormat.UNSIGNED));
        var pixels = Phantom.cells(Phantom.of(image, number));
        var slice =
                Samples.described(UIDs.CTImageStorage, study, series, number)
                        .set(Tags.SOPInstanceUID, instance(series, number))
                        .set(Tags.ImageType, "ORIGINAL", "PRIMARY", "AXIAL")
                        .set(Tags.SeriesNumber, 2)
                        .set(Tags.SeriesDescription, "Thorax 1 mm")
                        .set(Tags.Manufacturer, "BENCH")
                        .set(Tags.SliceThickness, SLICE_MM)
                        .set(Tags.PixelSpacing, 0.7, 0.7)
                        .set(Tags.ImagePositionPatient, -179.0, -179.0, number * SLICE_MM)
                        .set(Tags.ImageOrientationPatient, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
                        .set(Tags.FrameOfReferenceUID, new UID(series.value() + ".0"))
                        .set(Tags.KVP, 120)
                        .set(Tags.WindowCenter, 40)
                        .set(Tags.WindowWidth, 400)
                        .set(Tags.RescaleIntercept, -1024)
                        .set(Tags.RescaleSlope, 1)
                        .set(Tags.Rows, SIDE)
                        .set(Tags.BitsStored, BITS)
                        .set(Tags.HighBit, BITS - 1)
                        .set(Tags.PixelData, VR.OW, pixels)
                        .build();
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            Part10.write(out, slice, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        }
    }
}
