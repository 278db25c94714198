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

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Whom a registration that nobody looks at would mean. Where the strict traits (birth name, first
 * given name, birth date, sex) and the numbers do not say the same, it is left to a person.
 */
final class Lookalikes {

    private final RcpStore store;
    private final PatientRegister patients;
    private final Access access;
    private final Function<PatientKey, Optional<PatientTraits>> traits;

    Lookalikes(RcpStore store, PatientRegister patients, Access access) {
        this(store, patients, access, patients::traits);
    }

    private Lookalikes(
            RcpStore store,
            PatientRegister patients,
            Access access,
            Function<PatientKey, Optional<PatientTraits>> traits) {
        this.store = store;
        this.patients = patients;
        this.access = access;
        this.traits = traits;
    }

    /** The same for the lines of one sheet, which reads the traits of each patient once. */
    Lookalikes ofOneSheet() {
        var read = new HashMap<PatientKey, Optional<PatientTraits>>();
        return new Lookalikes(
                store, patients, access, key -> read.computeIfAbsent(key, patients::traits));
    }

    /** What stands in the way of a registration; empty is nothing. */
    Optional<Outcome> obstacle(User user, CaseRegistration registration) {
        var said = registration.traits();
        var named = named(registration);
        for (var key : named) {
            if (traits.apply(key).filter(held -> isOne(held, said)).isEmpty()) {
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
        var held = traits.apply(patient);
        return held.filter(one -> isOne(one, registration.traits())).isPresent()
                && !contradicts(held.get().ins(), patient, registration)
                && named(registration).stream()
                        .allMatch(key ->
                                traits.apply(key)
                                        .filter(one -> isOne(one, registration.traits()))
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
            var held = traits.apply(other.patient());
            if (held.filter(one -> isSame(one, registration.traits())).isPresent()) {
                return Optional.of(
                        shares(held.get().ins(), other.patient(), registration)
                                ? new Outcome.AlreadyThere(other.id())
                                : new Outcome.Refused(Refusal.TWIN));
            }
        }
        return Optional.empty();
    }

    /** Whether a number says that it is this patient, and none that it is not. */
    private boolean shares(Ins held, PatientKey key, CaseRegistration registration) {
        var ins = registration.traits().ins();
        var known = patients.identifiers(key);
        boolean isNamed =
                (!ins.value().isEmpty()
                                && !held.value().isEmpty()
                                && held.oid().equals(ins.oid())
                                && isSame(held, ins))
                        || registration.identifiers().stream().anyMatch(known::contains);
        return isNamed && !contradicts(held, key, registration);
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

    /** Whether the strict traits agree, and the first given name to its end. */
    private static boolean isOne(PatientTraits one, PatientTraits other) {
        return isSame(one, other)
                && FoldedName.firstGiven(one.givenNames())
                        .equals(FoldedName.firstGiven(other.givenNames()));
    }

    /** Whether the strict traits agree, names folded; Marie-Claire and Marie-Anne might be one. */
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
