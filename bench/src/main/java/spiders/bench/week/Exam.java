// SPDX-License-Identifier: Apache-2.0
package spiders.bench.week;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.Part10;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * An examination that a device makes, or has made long ago.
 *
 * @param number its place in the plan
 * @param made when it can be found at its source
 * @param patient whose it is
 * @param isStrange whether its source knows the patient by an identifier that nobody told the hub
 */
record Exam(
        int number,
        Instant made,
        Temper source,
        String centre,
        Modality modality,
        Person patient,
        boolean isStrange) {

    enum Modality {
        CT,
        MR
    }

    private static final int SIDE = 64;

    /** Bytes of the pixels of an object. */
    static final int PIXELS = SIDE * SIDE;

    UID study() {
        return new UID("1.2.826.0.1.3680043.10.543.1." + number);
    }

    /** Writes its objects into a folder. */
    List<Path> write(Path folder, int objects) throws IOException {
        Files.createDirectories(folder);
        var files = new ArrayList<Path>();
        for (int i = 1; i <= objects; i++) {
            var file = folder.resolve(number + "-" + i + ".dcm");
            try (var out = Files.newOutputStream(file)) {
                Part10.write(out, object(i), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
            }
            files.add(file);
        }
        return files;
    }

    private DataSet object(int place) {
        var series = new UID(study().value() + ".1");
        boolean isCT = modality == Modality.CT;
        var time = made.atZone(WeekScale.ZONE);
        return DataSet.builder()
                .set(Tags.SOPClassUID, isCT ? UIDs.CTImageStorage : UIDs.MRImageStorage)
                .set(Tags.SOPInstanceUID, new UID(series.value() + "." + place))
                .set(Tags.StudyInstanceUID, study())
                .set(Tags.SeriesInstanceUID, series)
                .set(Tags.PatientID, (isStrange ? "X" : "K") + patient.id())
                .set(Tags.PatientName, patient.family() + "^" + Person.GIVEN)
                .set(Tags.PatientBirthDate, patient.birthDate())
                .set(Tags.PatientSex, "F")
                .set(Tags.InstitutionName, centre)
                .set(Tags.StudyDate, time.format(DateTimeFormatter.BASIC_ISO_DATE))
                .set(Tags.StudyTime, time.format(DateTimeFormatter.ofPattern("HHmmss")))
                .set(Tags.StudyID, "1")
                .set(Tags.AccessionNumber, "A" + number)
                .set(Tags.StudyDescription, isCT ? "TDM thorax" : "IRM cerebrale")
                .set(Tags.BodyPartExamined, isCT ? "CHEST" : "BRAIN")
                .set(Tags.Modality, modality.name())
                .set(Tags.SeriesNumber, 1)
                .set(Tags.InstanceNumber, place)
                .set(Tags.SamplesPerPixel, 1)
                .set(Tags.PhotometricInterpretation, "MONOCHROME2")
                .set(Tags.Rows, SIDE)
                .set(Tags.Columns, SIDE)
                .set(Tags.BitsAllocated, 8)
                .set(Tags.BitsStored, 8)
                .set(Tags.HighBit, 7)
                .set(Tags.PixelRepresentation, 0)
                .set(Tags.PixelData, VR.OB, pixels(place))
                .build();
    }

    private byte[] pixels(int place) {
        var pixels = new byte[PIXELS];
        new Random(31L * number + place).nextBytes(pixels);
        return pixels;
    }
}
