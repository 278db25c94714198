// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.query;

import spiders.region.Source;
import spiders.region.SourceConnections;

import java.util.List;
import java.util.function.Predicate;

/** Asks each source in the way its profile says. */
public final class SourceQuestions implements StudyFinder {

    private final StudyFinder byFind;
    private final StudyFinder byQido;

    public SourceQuestions(SourceConnections connections) {
        this.byFind = new FindStudyFinder(connections);
        this.byQido = new QidoStudyFinder(connections);
    }

    @Override
    public List<CandidateStudy> find(
            Source source, List<Question> questions, Predicate<CandidateStudy> wanted)
            throws InterruptedException {
        var finder =
                switch (source.profile().query()) {
                    case FIND -> byFind;
                    case QIDO -> byQido;
                };
        return finder.find(source, questions, wanted);
    }
}
