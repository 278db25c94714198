// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.Part10;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * A study of one series for a PACS of a test; its pixels are a ramp.
 *
 * @param person PatientID, name, birth date and sex, separated by bars
 * @param date {@code YYYYMMDD}
 */
record TestStudy(
        String person,
        String date,
        String modality,
        String description,
        String bodyPart,
        int images) {

    private static final int SIDE = 32;

    /** Writes the files and returns the study's UID. */
    UID write(Path folder) {
        return write(folder, uid());
    }

    /** Writes the files of a copy of a study. */
    UID write(Path folder, UID study) {
        var series = uid();
        for (int i = 1; i <= images; i++) {
            write(folder, study, series, i);
        }
        return study;
    }

    private void write(Path folder, UID study, UID series, int number) {
        var instance = new UID(series.value() + "." + number);
        var file = folder.resolve(instance.value() + ".dcm");
        try {
            Files.createDirectories(folder);
            try (var out = Files.newOutputStream(file)) {
                Part10.write(
                        out,
                        image(study, series, instance, number),
                        TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DataSet image(UID study, UID series, UID instance, int number) {
        var traits = person.split("\\|", -1);
        return DataSet.builder()
                .set(Tags.SOPClassUID, sopClass())
                .set(Tags.SOPInstanceUID, instance)
                .set(Tags.StudyInstanceUID, study)
                .set(Tags.SeriesInstanceUID, series)
                .set(Tags.PatientID, traits[0])
                .set(Tags.PatientName, traits[1])
                .set(Tags.PatientBirthDate, traits[2])
                .set(Tags.PatientSex, traits[3])
                .set(Tags.StudyDate, date)
                .set(Tags.StudyTime, "101500")
                .set(Tags.StudyID, "1")
                .set(Tags.AccessionNumber, "A" + Math.abs(study.hashCode() % 100_000))
                .set(Tags.StudyDescription, description)
                .set(Tags.SeriesDescription, description)
                .set(Tags.BodyPartExamined, bodyPart)
                .set(Tags.Modality, modality)
                .set(Tags.SeriesNumber, 1)
                .set(Tags.InstanceNumber, number)
                .set(Tags.SamplesPerPixel, 1)
                .set(Tags.PhotometricInterpretation, "MONOCHROME2")
                .set(Tags.Rows, SIDE)
                .set(Tags.Columns, SIDE)
                .set(Tags.BitsAllocated, 8)
                .set(Tags.BitsStored, 8)
                .set(Tags.HighBit, 7)
                .set(Tags.PixelRepresentation, 0)
                .set(Tags.PixelData, spiders.dicom.data.VR.OB, ramp())
                .build();
    }

    private UID sopClass() {
        return switch (modality) {
            case "MR" -> UIDs.MRImageStorage;
            case "PT" -> UIDs.PositronEmissionTomographyImageStorage;
            default -> UIDs.CTImageStorage;
        };
    }

    private static byte[] ramp() {
        var pixels = new byte[SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) i;
        }
        return pixels;
    }

    private static UID uid() {
        return new UID(
                "2.25."
                        + new java.math.BigInteger(
                                        UUID.randomUUID().toString().replace("-", ""), 16)
                                .shiftRight(8));
    }
}
