// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.matching;

import spiders.retrieval.SourceIdentity;

import java.util.List;

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

    /** Without the traits, which are a patient's. */
    @Override
    public String toString() {
        return "SeenPerson";
    }
}
