// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * What the sources say of a study, the chosen copy speaking first; "" and empty where none says.
 *
 * @param date StudyDate, as sent
 * @param time StudyTime, as sent
 * @param text StudyDescription
 * @param bodyParts BodyPartExamined, of the study or of its series
 * @param series the most that a source claims
 * @param instances the most that a source claims
 */
public record StudyDescription(
        String date,
        String time,
        String text,
        List<String> modalities,
        List<String> bodyParts,
        String accessionNumber,
        int series,
        int instances) {

    public StudyDescription {
        modalities = List.copyOf(modalities);
        bodyParts = List.copyOf(bodyParts);
    }

    /** The date, if it is one. */
    public Optional<LocalDate> studyDate() {
        try {
            return Optional.of(LocalDate.parse(date, DateTimeFormatter.BASIC_ISO_DATE));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
