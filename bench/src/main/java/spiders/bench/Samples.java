// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import spiders.demo.imaging.Catalogue;
import spiders.demo.imaging.Person;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.Part10;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Synthetic objects of a synthetic person, as files: noise that no compression can shorten. */
final class Samples {

    static final Person PERSON = Catalogue.DESIRE;

    private static final int COLUMNS = 512;
    private static final int CHUNK = 1 << 20;

    private final byte[] noise = new byte[CHUNK];

    Samples() {
        new Random(1).nextBytes(noise);
    }

    /** Writes the slices of a study, by turns into so many folders below; returns its UID. */
    UID slices(Path folder, int count, int bytes, int parts) throws IOException {
        var study = UID.random();
        var series = UID.random();
        for (int part = 0; part < parts; part++) {
            Files.createDirectories(folder.resolve("part" + part));
        }
        for (int i = 1; i <= count; i++) {
            var file = folder.resolve("part" + i % parts).resolve("CT%05d.dcm".formatted(i));
            var slice =
                    described(UIDs.CTImageStorage, study, series, i)
                            .set(Tags.Rows, bytes / 2 / COLUMNS)
                            .build();
            write(file, slice, bytes);
        }
        return study;
    }

    /** Writes a study of one object of so many frames of half a megabyte; returns its UID. */
    UID multiFrame(Path folder, int frames) throws IOException {
        var study = UID.random();
        var object =
                described(
                                UIDs.MultiFrameGrayscaleWordSecondaryCaptureImageStorage,
                                study,
                                UID.random(),
                                1)
                        .set(Tags.NumberOfFrames, frames)
                        .set(Tags.Rows, COLUMNS)
                        .build();
        Files.createDirectories(folder);
        write(folder.resolve("multiframe.dcm"), object, 2L * frames * COLUMNS * COLUMNS);
        return study;
    }

    static DataSetBuilder described(UID sopClass, UID study, UID series, int number) {
        return DataSet.builder()
                .set(Tags.SOPClassUID, sopClass)
                .set(Tags.SOPInstanceUID, UID.random())
                .set(Tags.StudyInstanceUID, study)
                .set(Tags.SeriesInstanceUID, series)
                .set(Tags.PatientName, PERSON.patientName())
                .set(Tags.PatientID, "BENCH")
                .set(Tags.PatientBirthDate, PERSON.birthDate())
                .set(Tags.PatientSex, PERSON.sex())
                .set(Tags.StudyDate, "20260901")
                .set(Tags.StudyDescription, "BENCH")
                .set(Tags.Modality, "CT")
                .set(Tags.InstanceNumber, number)
                .set(Tags.SamplesPerPixel, 1)
                .set(Tags.PhotometricInterpretation, "MONOCHROME2")
                .set(Tags.Columns, COLUMNS)
                .set(Tags.BitsAllocated, 16)
                .set(Tags.BitsStored, 16)
                .set(Tags.HighBit, 15)
                .set(Tags.PixelRepresentation, 0);
    }

    private void write(Path file, DataSet withoutPixels, long length) throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            Part10.write(out, withoutPixels, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
            pixels(out, length);
        }
    }

    /** Appends (7FE0,0010), OW, the last element: written piecewise, it is never in memory. */
    private void pixels(OutputStream out, long length) throws IOException {
        var header = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        header.putShort((short) 0x7FE0).putShort((short) 0x0010);
        header.put((byte) 'O').put((byte) 'W').putShort((short) 0).putInt((int) length);
        out.write(header.array());
        for (long left = length; left > 0; left -= CHUNK) {
            out.write(noise, 0, (int) Math.min(CHUNK, left));
        }
    }
}
