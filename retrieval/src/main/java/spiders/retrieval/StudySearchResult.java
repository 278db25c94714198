// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import spiders.dicom.data.UID;
import spiders.security.PatientKey;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A search as it stands: who answered what, who is still awaited, and the studies offered so far.
 *
 * @param waiting ids of the sources that may still answer within their patience
 * @param answers one for each source that answered or ran out of patience, in the directory's order
 * @param offers newest study first; conflicts included, different patients left out
 */
public record StudySearchResult(
        UUID id,
        PatientKey patient,
        Instant startedAt,
        List<String> waiting,
        List<SourceAnswer> answers,
        List<StudyOffer> offers) {

    public StudySearchResult {
        waiting = List.copyOf(waiting);
        answers = List.copyOf(answers);
        offers = List.copyOf(offers);
    }

    public boolean isFinished() {
        return waiting.isEmpty();
    }

    public Optional<StudyOffer> offer(UID studyInstanceUID) {
        return offers.stream()
                .filter(offer -> offer.studyInstanceUID().equals(studyInstanceUID))
                .findFirst();
    }
}
