// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.archive.PatientIdentifier;
import spiders.archive.PatientTraits;

import java.util.List;
import java.util.UUID;

/**
 * What a clerk or a clinician writes to bring a patient to a session.
 *
 * @param identifiers each with the authority that gave it; those that the register knows name the
 *     patient
 * @param homonym whether somebody said that a patient of the session with the same name, birth date
 *     and sex is another person
 */
public record CaseRegistration(
        UUID session,
        PatientTraits traits,
        List<PatientIdentifier> identifiers,
        CaseQuestion asked,
        boolean homonym) {

    public CaseRegistration {
        identifiers = List.copyOf(identifiers);
    }

    /** Without the patient's data. */
    @Override
    public String toString() {
        return "CaseRegistration[" + session + "]";
    }
}
