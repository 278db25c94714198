// SPDX-License-Identifier: Apache-2.0
package spiders.demo;

import spiders.demo.imaging.Person;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.Part10;

import java.io.BufferedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/** Patients of a session in the meeting room, of whom a few slices are enough. */
final class RoomPatients {

    static final int SLICES = 3;

    private RoomPatients() {}

    /** Writes the slices of the first patients, as files. */
    static void write(Path folder, int patients) throws Exception {
        Files.createDirectories(folder);
        for (int patient = 0; patient < patients; patient++) {
            for (int slice = 0; slice < SLICES; slice++) {
                var file = folder.resolve("%d-%d.dcm".formatted(patient, slice));
                try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
                    Part10.write(
                            out, slice(patient, slice), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
                }
            }
        }
    }

    static Person person(int patient) {
        return new Person(
                "SEANCE" + (char) ('A' + patient), LocalDate.of(1950 + patient, 4, 12), true);
    }

    /** Each patient has other slices, so that the numbers on the screen say whose they are. */
    static DataSet slice(int patient, int slice) throws Exception {
        int number = SLICES * patient + slice;
        var image = TestExams.CATALOGUE.oldCT().objects().get(number).object().call();
        var person = person(patient);
        var study = image.uid(Tags.StudyInstanceUID).orElseThrow().value() + "." + (patient + 1);
        return image.toBuilder()
                .set(Tags.PatientName, person.patientName())
                .set(Tags.PatientID, "SEANCE-" + patient)
                .set(
                        Tags.PatientBirthDate,
                        person.birthDate().format(DateTimeFormatter.BASIC_ISO_DATE))
                .set(Tags.PatientSex, person.sex())
                .set(Tags.StudyInstanceUID, new UID(study))
                .set(Tags.SeriesInstanceUID, new UID(study + ".1"))
                .set(Tags.SOPInstanceUID, new UID(study + ".1." + (slice + 1)))
                .build();
    }

    static String study(int patient) throws Exception {
        return slice(patient, 0).uid(Tags.StudyInstanceUID).orElseThrow().value();
    }

    static CaseStory story(int patient, CaseStory.Until until) {
        return new CaseStory("digestif", person(patient), true, "Indication opératoire ?", until);
    }
}
