// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.store;

import spiders.retrieval.SourceAnswer;
import spiders.retrieval.query.CandidateStudy;
import spiders.security.PatientKey;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A search as it is kept: the answers and the candidates, ungraded. */
public record SearchRecord(
        UUID id,
        PatientKey patient,
        Instant startedAt,
        List<String> asked,
        List<SourceAnswer> answers,
        List<Candidate> candidates) {

    public SearchRecord {
        asked = List.copyOf(asked);
        answers = List.copyOf(answers);
        candidates = List.copyOf(candidates);
    }

    /** A study that a source named, and how long that source took. */
    public record Candidate(CandidateStudy study, Duration took) {}
}
