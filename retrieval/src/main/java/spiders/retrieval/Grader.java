// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import spiders.region.Retrieve;
import spiders.region.Source;
import spiders.region.SourceDirectory;
import spiders.retrieval.matching.IdentityMatcher;
import spiders.retrieval.matching.KnownPerson;
import spiders.retrieval.matching.SeenPerson;
import spiders.retrieval.store.DecisionStore;
import spiders.retrieval.store.DecisionStore.Decided;
import spiders.retrieval.store.SearchRecord;
import spiders.security.PatientKey;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Grades the candidates of a search by today's traits, links and decisions, and merges them. */
final class Grader {

    private final KnownPersons persons;
    private final DecisionStore decisions;
    private final SourceDirectory directory;
    private final IdentityMatcher matcher;

    Grader(
            KnownPersons persons,
            DecisionStore decisions,
            SourceDirectory directory,
            IdentityMatcher matcher) {
        this.persons = persons;
        this.decisions = decisions;
        this.directory = directory;
        this.matcher = matcher;
    }

    KnownPerson person(PatientKey patient) {
        return persons.person(patient);
    }

    /** Compares without regard to decisions: what a search keeps. */
    Comparison compare(KnownPerson person, SeenPerson seen) {
        return matcher.compare(person, seen);
    }

    /** What the candidates of a patient are graded by. */
    record Basis(KnownPerson person, List<Decided> decided) {

        Basis {
            decided = List.copyOf(decided);
        }
    }

    /** Today's of each of these patients, read together. */
    Map<PatientKey, Basis> bases(Set<PatientKey> patients) {
        var decided = decisions.of(patients);
        var bases = new HashMap<PatientKey, Basis>();
        persons.persons(patients)
                .forEach((patient, person) ->
                        bases.put(
                                patient,
                                new Basis(person, decided.getOrDefault(patient, List.of()))));
        return bases;
    }

    List<StudyOffer> offers(
            Basis basis,
            List<SearchRecord.Candidate> candidates,
            Map<String, Double> bytesPerSecond) {
        var copies = new ArrayList<OfferMerger.Copy>();
        boolean twin = false;
        for (var candidate : candidates) {
            var copy = copy(basis.person(), basis.decided(), candidate);
            twin = twin || IdentityMatcher.isTwin(copy.provenance().comparison());
            copies.add(copy);
        }
        return new OfferMerger(bytesPerSecond).merge(twin ? demoted(copies) : copies);
    }

    /** Where a twin is known, equal traits are not enough. */
    private static List<OfferMerger.Copy> demoted(List<OfferMerger.Copy> copies) {
        return copies.stream().map(copy -> copy.demotedFor(Caution.TWIN)).toList();
    }

    private OfferMerger.Copy copy(
            KnownPerson person, List<Decided> decided, SearchRecord.Candidate candidate) {
        var study = candidate.study();
        var seen = study.person();
        var covering = covering(decided, study.source(), seen);
        var comparison =
                covering.map(Decided::decision)
                        .filter(decision -> decision.verdict() == Verdict.CONFIRMED)
                        .map(IdentityDecision::displayed)
                        .orElseGet(() -> matcher.compare(person, seen));
        var verdict = covering.map(d -> d.decision().verdict()).orElse(Verdict.OPEN);
        var provenance =
                new Provenance(
                        study.source(),
                        seen.identities(),
                        study.description().series(),
                        study.description().instances(),
                        retrieve(study.source()),
                        candidate.took(),
                        comparison,
                        verdict);
        return new OfferMerger.Copy(study.studyInstanceUID(), study.description(), provenance);
    }

    /** A source that was switched off or removed since can not be fetched from. */
    private List<Retrieve> retrieve(String source) {
        return directory
                .source(source)
                .filter(Source::enabled)
                .map(known -> known.profile().retrieve())
                .orElse(List.of());
    }

    /** The newest valid decision on exactly this identity with exactly these traits. */
    private static Optional<Decided> covering(
            List<Decided> decided, String source, SeenPerson seen) {
        return decided.stream()
                .filter(one -> one.decision().isValid())
                .filter(one -> one.decision().source().equals(source))
                .filter(one -> covers(one, seen))
                .findFirst();
    }

    private static boolean covers(Decided decided, SeenPerson seen) {
        var traits = decided.traits();
        return seen.identities().stream()
                        .findFirst()
                        .filter(decided.decision().identity()::isSameAs)
                        .isPresent()
                && traits.name().equals(seen.name().strip())
                && traits.birthDate().equals(seen.birthDate().strip())
                && traits.sex().equals(seen.sex().strip());
    }
}
