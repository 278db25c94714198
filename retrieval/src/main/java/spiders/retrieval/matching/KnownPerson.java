// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.matching;

import spiders.retrieval.Caution;
import spiders.retrieval.SourceIdentity;

import java.util.List;
import java.util.Set;

/**
 * The patient as we hold them.
 *
 * @param givenNames birth given names, the first one first
 * @param birthDate year, month, day as text; parts may be unknown
 * @param validated identifiers that a registry or a person has tied to this patient
 * @param ins national identifiers, the OID as authority
 * @param insQualified whether our identity has the status QUAL
 * @param cautions what our own register says of this identity
 */
public record KnownPerson(
        String birthName,
        String usedName,
        List<String> givenNames,
        String usedGivenName,
        String birthDate,
        String sex,
        List<SourceIdentity> validated,
        List<SourceIdentity> ins,
        boolean insQualified,
        Set<Caution> cautions) {

    public KnownPerson {
        givenNames = List.copyOf(givenNames);
        validated = List.copyOf(validated);
        ins = List.copyOf(ins);
        cautions = Set.copyOf(cautions);
    }

    /** Without the traits, which are a patient's. */
    @Override
    public String toString() {
        return "KnownPerson";
    }
}
