// SPDX-License-Identifier: Apache-2.0
package spiders.testkit.peer;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.FileMeta;
import spiders.dicom.io.Part10;
import spiders.dicom.io.Part10Object;
import spiders.dicom.io.ReadOptions;
import spiders.dicom.net.DataSetSource;
import spiders.dicom.net.StorableInstance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One synthetic CT study of small images, as files. */
public final class SampleFiles {

    public static final UID STUDY = new UID("1.2.826.0.1.3680043.2.1125.7.1");
    public static final UID SERIES = new UID("1.2.826.0.1.3680043.2.1125.7.1.1");

    private SampleFiles() {}

    /** Writes {@code count} images of {@code side} by {@code side} pixels. */
    public static List<Path> write(Path directory, int count, int side) throws IOException {
        Files.createDirectories(directory);
        var files = new ArrayList<Path>();
        for (int i = 1; i <= count; i++) {
            var file = directory.resolve("CT%04d.dcm".formatted(i));
            try (var out = Files.newOutputStream(file)) {
                Part10.write(out, image(i, side), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
            }
            files.add(file);
        }
        return files;
    }

    private static DataSet image(int number, int side) {
        var pixels = new byte[side * side * 2];
        new Random(number).nextBytes(pixels);
        for (int i = 1; i < pixels.length; i += 2) {
            pixels[i] &= 0x0F;
        }
        return DataSet.builder()
                .set(Tags.SpecificCharacterSet, "ISO_IR 192")
                .set(Tags.ImageType, "ORIGINAL", "PRIMARY", "AXIAL")
                .set(Tags.SOPClassUID, UIDs.CTImageStorage)
                .set(Tags.SOPInstanceUID, new UID(SERIES.value() + "." + number))
                .set(Tags.StudyDate, "20260102")
                .set(Tags.StudyTime, "101500")
                .set(Tags.Modality, "CT")
                .set(Tags.PatientName, "ESSAI^ZOE")
                .set(Tags.PatientID, "ESSAI-1")
                .set(Tags.PatientBirthDate, "19600102")
                .set(Tags.PatientSex, "F")
                .set(Tags.StudyInstanceUID, STUDY)
                .set(Tags.SeriesInstanceUID, SERIES)
                .set(Tags.StudyID, "1")
                .set(Tags.SeriesNumber, "1")
                .set(Tags.InstanceNumber, String.valueOf(number))
                .set(Tags.SamplesPerPixel, 1)
                .set(Tags.PhotometricInterpretation, "MONOCHROME2")
                .set(Tags.Rows, side)
                .set(Tags.Columns, side)
                .set(Tags.BitsAllocated, 16)
                .set(Tags.BitsStored, 12)
                .set(Tags.HighBit, 11)
                .set(Tags.PixelRepresentation, 0)
                .set(Tags.PixelData, VR.OW, pixels)
                .build();
    }

    /** Makes JPEG Lossless files of others, by DCMTK. */
    public static List<Path> compress(List<Path> files, Path directory) throws IOException {
        Files.createDirectories(directory);
        var compressed = new ArrayList<Path>();
        for (var file : files) {
            var target = directory.resolve(file.getFileName().toString());
            var result =
                    PeerCommand.run(
                            directory, "dcmcjpeg", "+e1", file.toString(), target.toString());
            if (result.exitCode() != 0) {
                throw new IOException("dcmcjpeg: " + result.output());
            }
            compressed.add(target);
        }
        return compressed;
    }

    /** A file as something to send: its data set from where the meta ends. */
    public static StorableInstance instance(Path file) throws IOException {
        Part10Object object = Part10.read(file, ReadOptions.withoutBulkData());
        FileMeta meta = object.meta();
        DataSetSource source =
                () -> {
                    var in = Files.newInputStream(file);
                    in.skipNBytes(object.dataSetOffset());
                    return in;
                };
        return new StorableInstance(
                meta.mediaStorageSOPClassUID().orElseThrow(),
                meta.mediaStorageSOPInstanceUID().orElseThrow(),
                meta.transferSyntax(),
                source);
    }

    /** The data set of a file, as it stands there. */
    public static byte[] dataSet(Path file) throws IOException {
        try (var in = instance(file).source().open()) {
            return in.readAllBytes();
        }
    }
}
