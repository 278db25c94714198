// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import java.util.List;
import java.util.UUID;
import spiders.archive.PatientIdentifier;
import spiders.archive.PatientTraits;

/**
 * What a clerk or a clinician writes to bring a patient to a session.
 *
 * @param question what the board is asked; may be empty in a draft only
 * @param patientInformed whether the patient was informed and did not oppose
 */
public record CaseRegistration(
        UUID session,
        PatientTraits traits,
        List<PatientIdentifier> identifiers,
        String question,
        CaseReason reason,
        boolean patientInformed,
        boolean draft) {

    private static final int QUESTION_LIMIT = 4000;

    public CaseRegistration {
        identifiers = List.copyOf(identifiers);
        question = question.strip();
        if (question.length() > QUESTION_LIMIT) {
            throw new IllegalArgumentException("a question has at most 4000 characters");
        }
        if (!draft && question.isEmpty()) {
            throw new IllegalArgumentException("a case that is submitted asks a question");
        }
        if (!draft && !patientInformed) {
            throw new IllegalArgumentException(
                    "a case is submitted when the patient was informed and did not oppose");
        }
    }

    /** Without the patient's data. */
    @Override
    public String toString() {
        return "CaseRegistration[" + session + "]";
    }
}
