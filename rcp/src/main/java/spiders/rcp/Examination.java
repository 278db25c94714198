// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.dicom.data.UID;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * What a board's rule needs to know of a study.
 *
 * @param date {@code YYYYMMDD}, or empty
 * @param region the body part examined and the description, in any order
 */
record Examination(UID study, String date, List<String> modalities, String region) {

    private static final DateTimeFormatter BASIC = DateTimeFormatter.BASIC_ISO_DATE;

    Examination {
        modalities = List.copyOf(modalities);
    }

    /** A date that is none of the calendar counts as absent. */
    Optional<LocalDate> day() {
        try {
            return Optional.of(LocalDate.parse(date, BASIC));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
