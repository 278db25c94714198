// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import java.time.LocalDate;

/**
 * What a patient was told of a purpose, and said.
 *
 * @param on the day on which the patient was told, or spoke
 * @param document which information was given: its name and version; may be empty
 * @param remark why the patient could not be told, and who refers; may be empty
 */
public record PatientStatement(
        SharingPurpose purpose,
        InformationStatus status,
        LocalDate on,
        Channel channel,
        String document,
        String remark) {

    private static final int MOST_CHARACTERS = 500;

    /** How the patient was told, or spoke. */
    public enum Channel {
        IN_PERSON,
        TELEPHONE,
        LETTER,
        EMAIL,
        PATIENT_PORTAL
    }

    public PatientStatement {
        document = document.strip();
        remark = remark.strip();
        if (document.length() > MOST_CHARACTERS || remark.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException(
                    "more than %d characters".formatted(MOST_CHARACTERS));
        }
        if (status == InformationStatus.UNABLE_TO_INFORM && remark.isEmpty()) {
            throw new IllegalArgumentException("why a patient cannot be told must be said");
        }
    }

    /** Prints itself without the remark. */
    @Override
    public String toString() {
        return "PatientStatement[" + purpose + ", " + status + "]";
    }
}
