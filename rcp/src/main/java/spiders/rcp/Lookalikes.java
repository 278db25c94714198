// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.archive.FoldedName;
import spiders.archive.Ins;
import spiders.archive.PatientIdentifier;
import spiders.archive.PatientRegister;
import spiders.archive.PatientTraits;
import spiders.rcp.ImportLine.Outcome;
import spiders.rcp.ImportLine.Refusal;
import spiders.rcp.store.RcpStore;
import spiders.security.Access;
import spiders.security.PatientKey;
import spiders.security.Permission;
import spiders.security.User;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Whom a registration that nobody looks at would mean. Where the strict traits (birth name, first
 * given name, birth date, sex) and the numbers do not say the same, it is left to a person.
 */
final class Lookalikes {

    private final RcpStore store;
    private final PatientRegister patients;
    private final Access access;

    Lookalikes(RcpStore store, PatientRegister patients, Access access) {
        this.store = store;
        this.patients = patients;
        this.access = access;
    }

    /** What stands in the way of a registration; empty is nothing. */
    Optional<Outcome> obstacle(User user, CaseRegistration registration) {
        var traits = registration.traits();
        var named = named(registration);
        for (var key : named) {
            if (patients.traits(key).filter(held -> isSame(held, traits)).isEmpty()) {
                return Optional.of(new Outcome.Refused(Refusal.IDENTITY));
            }
        }
        for (var key : named) {
            var present = store.cases().ofPatient(registration.session(), key);
            if (present.isPresent()) {
                return present.map(found -> new Outcome.AlreadyThere(found.id()));
            }
            if (!access.allows(user, Permission.REGISTER_CASE, key)) {
                return Optional.of(new Outcome.Refused(Refusal.OBJECTION));
            }
        }
        return registration.homonym() ? unnamed(registration) : twin(registration);
    }

    /** Whether a registration means this patient and nobody else. */
    boolean means(CaseRegistration registration, PatientKey patient) {
        var held = patients.traits(patient);
        return held.filter(one -> isSame(one, registration.traits())).isPresent()
                && !contradicts(held.get().ins(), patient, registration)
                && named(registration).stream()
                        .allMatch(key ->
                                patients.traits(key)
                                        .filter(one -> isSame(one, registration.traits()))
                                        .isPresent());
    }

    private static Optional<Outcome> unnamed(CaseRegistration registration) {
        boolean isNamed =
                !registration.identifiers().isEmpty()
                        || !registration.traits().ins().value().isEmpty();
        return isNamed ? Optional.empty() : Optional.of(new Outcome.Refused(Refusal.UNNAMED_TWIN));
    }

    private Optional<Outcome> twin(CaseRegistration registration) {
        for (var other : store.cases().ofSession(registration.session())) {
            var held = patients.traits(other.patient());
            if (held.filter(one -> isSame(one, registration.traits())).isPresent()) {
                return Optional.of(
                        contradicts(held.get().ins(), other.patient(), registration)
                                ? new Outcome.Refused(Refusal.TWIN)
                                : new Outcome.AlreadyThere(other.id()));
            }
        }
        return Optional.empty();
    }

    private boolean contradicts(Ins held, PatientKey key, CaseRegistration registration) {
        var ins = registration.traits().ins();
        if (!held.value().isEmpty() && held.oid().equals(ins.oid()) && !isSame(held, ins)) {
            return true;
        }
        var known = patients.identifiers(key);
        return registration.identifiers().stream()
                .anyMatch(one -> known.stream().anyMatch(other -> contradicts(one, other)));
    }

    private static boolean contradicts(PatientIdentifier one, PatientIdentifier other) {
        return one.assigningAuthority().equals(other.assigningAuthority())
                && !one.value().equals(other.value());
    }

    private static boolean isSame(Ins one, Ins other) {
        int number = Math.min(one.value().length(), other.value().length());
        return one.value().substring(0, number).equals(other.value().substring(0, number));
    }

    private Set<PatientKey> named(CaseRegistration registration) {
        var named = new LinkedHashSet<PatientKey>();
        registration.identifiers().forEach(one -> patients.find(one).ifPresent(named::add));
        if (!registration.traits().ins().value().isEmpty()) {
            named.addAll(patients.find(registration.traits().ins()));
        }
        return named;
    }

    /** Whether the strict traits agree, names folded. */
    static boolean isSame(PatientTraits one, PatientTraits other) {
        return FoldedName.of(one.birthName()).equals(FoldedName.of(other.birthName()))
                && firstName(one).equals(firstName(other))
                && one.birthDate().equals(other.birthDate())
                && one.sex() == other.sex();
    }

    private static String firstName(PatientTraits traits) {
        return FoldedName.of(traits.givenNames()).split(" ", 2)[0];
    }
}
