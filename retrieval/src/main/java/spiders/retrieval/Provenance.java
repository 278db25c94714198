// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import spiders.region.Retrieve;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One copy of a study: which source holds it, under which identity, how that identity compares with
 * our patient.
 *
 * @param source the id of the source
 * @param identities the identifiers the source gives, PatientID first
 * @param series NumberOfStudyRelatedSeries; 0 where the source does not say
 * @param instances NumberOfStudyRelatedInstances; 0 where the source does not say
 * @param retrieve how the objects may be fetched from there
 * @param took how long the source took to answer the search
 * @param verdict what a person decided of this identity, as it is displayed here
 */
public record Provenance(
        String source,
        List<SourceIdentity> identities,
        int series,
        int instances,
        List<Retrieve> retrieve,
        Duration took,
        Comparison comparison,
        Verdict verdict) {

    public Provenance {
        identities = List.copyOf(identities);
        retrieve = List.copyOf(retrieve);
    }

    /** Whose patient it is at the source; empty where the source gives no PatientID. */
    public Optional<SourceIdentity> identity() {
        return identities.stream().findFirst();
    }

    public MatchGrade grade() {
        return comparison.grade();
    }

    /** Whether nothing stands against fetching this copy for our patient. */
    public boolean isAllowed() {
        boolean sure = grade() == MatchGrade.CERTAIN && verdict != Verdict.REFUSED;
        return sure || (grade().needsDecision() && verdict == Verdict.CONFIRMED);
    }

    Provenance demotedFor(Caution caution) {
        return new Provenance(
                source,
                identities,
                series,
                instances,
                retrieve,
                took,
                comparison.demotedFor(caution),
                verdict);
    }
}
