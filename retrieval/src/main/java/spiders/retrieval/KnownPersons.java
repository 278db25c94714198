// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import spiders.archive.IdentityLink;
import spiders.archive.Ins;
import spiders.archive.PatientRegister;
import spiders.retrieval.matching.KnownPerson;
import spiders.security.PatientKey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Describes a registered patient to the comparison: traits, identifiers, and links in force. */
final class KnownPersons {

    private final PatientRegister register;

    KnownPersons(PatientRegister register) {
        this.register = register;
    }

    /**
     * Describes the patient.
     *
     * @throws UnknownPatientException for a key that was never given
     */
    KnownPerson person(PatientKey patient) {
        var traits =
                register.traits(patient).orElseThrow(() -> new UnknownPatientException(patient));
        var ins = ins(traits.ins());
        return new KnownPerson(
                traits.birthName(),
                traits.usedName(),
                Arrays.stream(traits.givenNames().split("\\s+")).toList(),
                "",
                traits.birthDate(),
                traits.sex().code(),
                validated(patient),
                ins,
                traits.ins().status() == Ins.Status.QUAL,
                Set.of());
    }

    private List<SourceIdentity> validated(PatientKey patient) {
        var identities = new ArrayList<SourceIdentity>();
        register.identifiers(patient).forEach(id -> identities.add(SourceIdentity.of(id)));
        register.links(patient).stream()
                .filter(link -> !link.revoked())
                .map(IdentityLink::identity)
                // Some discs give none.
                .filter(seen -> !seen.identifier().value().isEmpty())
                .forEach(seen -> identities.add(SourceIdentity.of(seen.identifier())));
        return identities.stream().distinct().toList();
    }

    private static List<SourceIdentity> ins(Ins ins) {
        return ins.value().isEmpty()
                ? List.of()
                : List.of(new SourceIdentity(ins.oid(), ins.value()));
    }
}
