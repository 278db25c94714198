// SPDX-License-Identifier: Apache-2.0
package spiders.demo.imaging;

import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.UUID;

/**
 * An examination.
 *
 * @param name unique among the demonstration's; its UIDs are made of it and of the date
 */
public record Study(
        String name,
        PatientRecord patient,
        LocalDate date,
        LocalTime time,
        String description,
        String institution) {

    /** Its Study Instance UID. */
    public UID studyInstanceUID() {
        return uid("study");
    }

    /** The identifier of something in this study; the same of the same name. */
    UID uid(String thing) {
        var words = "spiders.demo/%s/%s/%s".formatted(name, date, thing);
        return UID.of(UUID.nameUUIDFromBytes(words.getBytes(StandardCharsets.UTF_8)));
    }

    String accessionNumber() {
        return "D%08d".formatted(Math.floorMod(name.hashCode(), 100_000_000));
    }

    void describe(DataSetBuilder to) {
        to.set(Tags.SpecificCharacterSet, "ISO_IR 192");
        to.set(Tags.StudyInstanceUID, studyInstanceUID());
        to.set(Tags.StudyDate, date);
        to.set(Tags.StudyTime, time);
        to.set(Tags.StudyID, accessionNumber().substring(1));
        to.set(Tags.AccessionNumber, accessionNumber());
        to.set(Tags.StudyDescription, description);
        to.set(Tags.ReferringPhysicianName, "DEMO^MEDECIN^^DR");
        to.set(Tags.InstitutionName, institution);
        patient.describe(to, this);
    }
}
