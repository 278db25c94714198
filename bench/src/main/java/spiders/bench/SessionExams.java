// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import spiders.demo.imaging.Person;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.Part10;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The examinations of a session's patients, as files, spread over the PACS of several sites. */
final class SessionExams {

    static final int PATIENTS = 20;
    static final int EXAMS = 3;
    static final int SOURCES = 5;

    private static final int COLUMNS = 512;

    private final List<Exam> exams = new ArrayList<>();

    /**
     * One examination at one site.
     *
     * @param source which PACS, from 0
     */
    record Exam(int patient, int source, UID study, Path folder) {}

    /** Writes all of them, each of so many slices of so many bytes of noise. */
    static SessionExams write(Path folder, Workload workload, int slices) throws IOException {
        var written = new SessionExams();
        var noise = new byte[workload.bytes()];
        new Random(1).nextBytes(noise);
        for (int patient = 0; patient < PATIENTS; patient++) {
            for (int exam = 0; exam < EXAMS; exam++) {
                int source = (patient + exam * 2) % SOURCES;
                var place = folder.resolve("s" + source).resolve(patient + "-" + exam);
                written.exams.add(write(place, patient, source, noise, slices));
            }
        }
        return written;
    }

    private static Exam write(Path place, int patient, int source, byte[] noise, int slices)
            throws IOException {
        Files.createDirectories(place);
        var study = UID.random();
        var series = UID.random();
        var person = person(patient);
        for (int slice = 1; slice <= slices; slice++) {
            var object =
                    Samples.described(UIDs.CTImageStorage, study, series, slice)
                            .set(Tags.PatientName, person.patientName())
                            .set(Tags.PatientID, number(patient))
                            .set(Tags.PatientBirthDate, person.birthDate())
                            .set(Tags.PatientSex, person.sex())
                            .set(Tags.StudyDate, LocalDate.now(ZoneId.systemDefault()).minusDays(9))
                            .set(Tags.StudyDescription, "TDM thorax abdomen pelvis")
                            .set(Tags.Rows, noise.length / 2 / COLUMNS)
                            .set(Tags.PixelData, VR.OW, noise)
                            .build();
            store(place.resolve("%04d.dcm".formatted(slice)), object);
        }
        return new Exam(patient, source, study, place);
    }

    private static void store(Path file, DataSet object) throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            Part10.write(out, object, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        }
    }

    /** Somebody whose name says which number they have. */
    static Person person(int patient) {
        var name = "BENCH" + (char) ('A' + patient);
        return new Person(name, LocalDate.of(1940 + patient, 5, 6), patient % 2 == 0);
    }

    /** The number that the sites know somebody by. */
    static String number(int patient) {
        return "BENCH-%02d".formatted(patient);
    }

    List<Exam> all() {
        return List.copyOf(exams);
    }
}
