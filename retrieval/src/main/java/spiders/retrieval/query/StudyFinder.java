// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.query;

import spiders.region.Source;

import java.util.List;
import java.util.function.Predicate;

/** Puts questions to one source. */
public interface StudyFinder {

    /** No patient has more studies at one source; a source that says so is not believed. */
    int MOST_STUDIES = 1_000;

    /**
     * Returns each study once, in the order of the answers.
     *
     * @param wanted which studies are worth a second question for their body parts
     */
    List<CandidateStudy> find(
            Source source, List<Question> questions, Predicate<CandidateStudy> wanted)
            throws InterruptedException;
}
