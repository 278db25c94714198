// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import spiders.archive.IdentityLink;
import spiders.archive.Ins;
import spiders.archive.PatientIdentifier;
import spiders.archive.PatientRegister;
import spiders.archive.PatientTraits;
import spiders.retrieval.matching.KnownPerson;
import spiders.security.PatientKey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
        return Objects.requireNonNull(persons(Set.of(patient)).get(patient));
    }

    /**
     * Describes each of several patients, read together.
     *
     * @throws UnknownPatientException for a key that was never given
     */
    Map<PatientKey, KnownPerson> persons(Set<PatientKey> patients) {
        var traits = register.traits(patients);
        var identifiers = register.identifiers(patients);
        var links = register.links(patients);
        var persons = new HashMap<PatientKey, KnownPerson>();
        for (var patient : patients) {
            var validated =
                    validated(
                            identifiers.getOrDefault(patient, List.of()),
                            links.getOrDefault(patient, List.of()));
            persons.put(
                    patient,
                    Optional.ofNullable(traits.get(patient))
                            .map(known -> person(known, validated))
                            .orElseThrow(() -> new UnknownPatientException(patient)));
        }
        return persons;
    }

    private static KnownPerson person(PatientTraits traits, List<SourceIdentity> validated) {
        var ins = ins(traits.ins());
        return new KnownPerson(
                traits.birthName(),
                traits.usedName(),
                Arrays.stream(traits.givenNames().split("\\s+")).toList(),
                "",
                traits.birthDate(),
                traits.sex().code(),
                validated,
                ins,
                traits.ins().status() == Ins.Status.QUAL,
                Set.of());
    }

    private static List<SourceIdentity> validated(
            List<PatientIdentifier> identifiers, List<IdentityLink> links) {
        var identities = new ArrayList<SourceIdentity>();
        identifiers.forEach(id -> identities.add(SourceIdentity.of(id)));
        links.stream()
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
