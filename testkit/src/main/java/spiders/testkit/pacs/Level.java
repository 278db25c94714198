// SPDX-License-Identifier: Apache-2.0
package spiders.testkit.pacs;

import spiders.dicom.data.Tag;
import spiders.dicom.dictionary.Tags;

import java.util.Optional;

/** A level of the query information models (PS3.4 section C.6), from the top down. */
enum Level {
    PATIENT,
    STUDY,
    SERIES,
    IMAGE;

    /** The unique key. */
    Tag key() {
        return switch (this) {
            case PATIENT -> Tags.PatientID;
            case STUDY -> Tags.StudyInstanceUID;
            case SERIES -> Tags.SeriesInstanceUID;
            case IMAGE -> Tags.SOPInstanceUID;
        };
    }

    static Optional<Level> parse(String text) {
        for (var level : values()) {
            if (level.name().equals(text)) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }
}
