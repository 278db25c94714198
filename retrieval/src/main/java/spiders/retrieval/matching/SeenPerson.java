// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.matching;

import spiders.archive.SeenIdentity;
import spiders.retrieval.SourceIdentity;

import java.util.List;
import java.util.Optional;

/**
 * A patient as one source describes them.
 *
 * @param identities PatientID first where there is one, then the other identifiers
 * @param name PatientName as sent, components separated by {@code ^}
 * @param otherNames PatientBirthName and OtherPatientNames
 * @param insQualified whether the source is known to send the INS of qualified identities only
 */
public record SeenPerson(
        List<SourceIdentity> identities,
        String name,
        List<String> otherNames,
        String birthDate,
        String sex,
        boolean insQualified) {

    public SeenPerson {
        identities = List.copyOf(identities);
        otherNames = List.copyOf(otherNames);
    }

    /** The same, in the words of the patient register; empty where there is no identifier. */
    public Optional<SeenIdentity> asSeenIdentity() {
        return identities.stream()
                .findFirst()
                .map(id -> new SeenIdentity(id.asPatientIdentifier(), name, birthDate, sex));
    }

    /** Without the traits, which are a patient's. */
    @Override
    public String toString() {
        return "SeenPerson";
    }
}
