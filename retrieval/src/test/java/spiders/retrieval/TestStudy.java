// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.Part10;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A small CT study of a synthetic person, as files. */
record TestStudy(UID uid, Person person, int series, int instancesEach) {

    private static final int SIDE = 64;

    /** Whose study it is, in the words of its PACS. */
    record Person(String id, String issuer, String name, String birthDate, String sex) {}

    static final Person ELODIE =
            new Person("IPP-7", "LILLE", "DEMO-MARTIN^ELODIE", "19790312", "F");

    static TestStudy of(Person person, int series, int instancesEach) {
        return new TestStudy(UID.random(), person, series, instancesEach);
    }

    int size() {
        return series * instancesEach;
    }

    /** Writes each instance to a file of the folder. */
    List<Path> write(Path folder) {
        var files = new ArrayList<Path>();
        try {
            Files.createDirectories(folder);
            for (int s = 1; s <= series; s++) {
                var seriesUID = UID.random();
                for (int i = 1; i <= instancesEach; i++) {
                    var sop = UID.random();
                    var file = folder.resolve(sop.value() + ".dcm");
                    try (var out = Files.newOutputStream(file)) {
                        Part10.write(
                                out,
                                instance(seriesUID, sop, s, i),
                                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
                    }
                    files.add(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private DataSet instance(UID seriesUID, UID sop, int seriesNumber, int number) {
        var pixels = new byte[SIDE * SIDE * 2];
        new Random(number).nextBytes(pixels);
        return DataSet.builder()
                .set(Tags.SOPClassUID, UIDs.CTImageStorage)
                .set(Tags.SOPInstanceUID, sop)
                .set(Tags.StudyInstanceUID, uid)
                .set(Tags.SeriesInstanceUID, seriesUID)
                .set(Tags.PatientID, person.id())
                .set(Tags.IssuerOfPatientID, person.issuer())
                .set(Tags.PatientName, person.name())
                .set(Tags.PatientBirthDate, person.birthDate())
                .set(Tags.PatientSex, person.sex())
                .set(Tags.StudyDate, "20261101")
                .set(Tags.StudyTime, "101500")
                .set(Tags.StudyID, "1")
                .set(Tags.AccessionNumber, "A1")
                .set(Tags.StudyDescription, "TDM TAP")
                .set(Tags.Modality, "CT")
                .set(Tags.BodyPartExamined, "CHEST")
                .set(Tags.SeriesNumber, seriesNumber)
                .set(Tags.InstanceNumber, number)
                .set(Tags.SamplesPerPixel, 1)
                .set(Tags.PhotometricInterpretation, "MONOCHROME2")
                .set(Tags.Rows, SIDE)
                .set(Tags.Columns, SIDE)
                .set(Tags.BitsAllocated, 16)
                .set(Tags.BitsStored, 16)
                .set(Tags.HighBit, 15)
                .set(Tags.PixelRepresentation, 0)
                .set(Tags.PixelData, VR.OW, pixels)
                .build();
    }
}
