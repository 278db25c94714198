// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import spiders.security.Purpose;
import spiders.security.User;

import java.util.Optional;
import java.util.UUID;

/** Searches every enabled source at once, and waits for none longer than its patience. */
public final class StudySearch {

    StudySearch() {}

    /** Returns what each source said; refused access throws, a late or failing source does not. */
    public StudySearchResult search(User user, Purpose purpose, ImagingRequest request)
            throws InterruptedException {
        return java.util.Optional.<StudySearchResult>empty().orElseThrow();
    }

    /** Starts a search and returns its id at once; the result fills as the sources answer. */
    public UUID start(User user, Purpose purpose, ImagingRequest request) {
        return java.util.Optional.<UUID>empty().orElseThrow();
    }

    /** A search as it stands now, graded by today's links and decisions. */
    public Optional<StudySearchResult> result(User user, Purpose purpose, UUID search) {
        return Optional.empty();
    }

    /** The newest search made for a case of a board. */
    public Optional<StudySearchResult> latest(User user, Purpose.BoardSession purpose) {
        return Optional.empty();
    }
}
