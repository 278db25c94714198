// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import spiders.archive.FoldedName;
import spiders.archive.PatientIdentifier;
import spiders.archive.PatientRegister;
import spiders.archive.SeenIdentity;
import spiders.retrieval.store.DecisionStore;
import spiders.retrieval.store.DecisionStore.Decided;
import spiders.security.Digests;
import spiders.security.PatientKey;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whose a disc is: what its traits say beside a patient's, and what persons decided of them. */
final class DiscIdentities {

    static final String NO_IDENTIFIER = "-";

    /** Of a digest: 80 bits, so that a domain has 64 characters. */
    private static final int DIGEST_LENGTH = 20;

    private final PatientRegister register;
    private final Grader grader;
    private final DecisionStore decisions;

    DiscIdentities(PatientRegister register, Grader grader, DecisionStore decisions) {
        this.register = register;
        this.grader = grader;
        this.decisions = decisions;
    }

    /**
     * The domain of one identity of one patient: taking that back takes no other back, and a later
     * disc brings nothing of it again. A link knows number, birth date and sex; the name is here.
     */
    static String domain(PatientKey patient, SeenIdentity identity) {
        var value = identity.identifier().value();
        var traits =
                List.of(
                        value.equals(NO_IDENTIFIER) ? "" : value,
                        FoldedName.of(identity.name()),
                        identity.birthDate(),
                        identity.sex());
        var digest = Digests.hex(String.join("\n", traits)).substring(0, DIGEST_LENGTH);
        return "%s %s %s".formatted(HandedInDiscs.SOURCE, patient.value(), digest);
    }

    static String domain(PatientKey patient, DiscIdentity identity) {
        return domain(patient, seen(new PatientIdentifier("", identity.id()), identity));
    }

    DiscVerdict verdict(PatientKey patient, DiscIdentity identity) {
        var compared = grader.compare(grader.person(patient), identity.person());
        return new DiscVerdict(kind(patient, identity, compared), compared);
    }

    private DiscVerdict.Kind kind(PatientKey patient, DiscIdentity identity, Comparison compared) {
        if (compared.grade() == MatchGrade.CONFLICT
                || compared.grade() == MatchGrade.DIFFERENT
                || isAnothers(patient, identity.id(), identity.issuer())
                || isDenied(patient, identity)) {
            return DiscVerdict.Kind.OTHER;
        }
        boolean agrees =
                compared.cautions().isEmpty()
                        && compared.grade() != MatchGrade.POSSIBLE
                        && Set.of(
                                        ComparedField.FAMILY_NAME,
                                        ComparedField.GIVEN_NAME,
                                        ComparedField.BIRTH_DATE,
                                        ComparedField.SEX)
                                .stream()
                                .allMatch(field -> compared.outcome(field) == FieldOutcome.EQUAL)
                        && !hasHomonym(patient)
                        && !isTakenBack(patient, identity);
        return agrees ? DiscVerdict.Kind.AGREES : DiscVerdict.Kind.DIFFERS;
    }

    /** Whether the number, in the domain that gave it, is of another registered patient. */
    boolean isAnothers(PatientKey patient, String id, String issuer) {
        if (id.isEmpty() || issuer.isEmpty()) {
            return false;
        }
        var holder = register.find(new PatientIdentifier(issuer, id));
        return holder.filter(other -> !register.isSame(patient, other)).isPresent();
    }

    /** Whether a decision on these traits was taken back: then a person is to look once more. */
    private boolean isTakenBack(PatientKey patient, DiscIdentity identity) {
        var domain = domain(patient, identity);
        return decisions.of(patient).stream()
                .map(Decided::decision)
                .anyMatch(decision ->
                        !decision.isValid()
                                && decision.source().equals(HandedInDiscs.SOURCE)
                                && decision.identity().authority().equals(domain));
    }

    /** Whether a person said of the same number with the same traits that it is somebody else. */
    private boolean isDenied(PatientKey patient, DiscIdentity identity) {
        return decisions.of(patient).stream()
                .filter(decided -> decided.decision().isValid())
                .filter(decided -> decided.decision().verdict() == Verdict.REFUSED)
                .anyMatch(decided -> identity.isOf(decided.traits()));
    }

    /** Whether two registered patients have the same traits, which so prove nothing. */
    private boolean hasHomonym(PatientKey patient) {
        var traits = register.traits(patient);
        return traits.map(register::find).orElse(List.of()).size() > 1;
    }

    /** The person's decision on exactly these traits of a disc, where it holds. */
    Optional<Decided> decided(PatientKey patient, DiscIdentity identity) {
        var domain = domain(patient, identity);
        return decisions.of(patient).stream()
                .filter(decided -> decided.decision().isValid())
                .filter(decided -> decided.decision().source().equals(HandedInDiscs.SOURCE))
                .filter(decided -> decided.decision().identity().authority().equals(domain))
                .findFirst();
    }

    static SeenIdentity seen(PatientIdentifier identifier, DiscIdentity identity) {
        return new SeenIdentity(identifier, identity.name(), identity.birthDate(), identity.sex());
    }

    /** The name folded: the browser and this hub may read an odd character set differently. */
    static boolean covers(SeenIdentity known, SeenIdentity seen) {
        var value = known.identifier().value();
        return (value.equals(NO_IDENTIFIER) ? "" : value).equals(seen.identifier().value())
                && FoldedName.of(known.name()).equals(FoldedName.of(seen.name()))
                && known.birthDate().equals(seen.birthDate())
                && known.sex().equals(seen.sex());
    }
}
