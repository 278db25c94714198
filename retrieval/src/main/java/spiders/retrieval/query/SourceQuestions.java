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
    private final StudyFinder byEdge;

    /** For a program that reaches every source itself. */
    public SourceQuestions(SourceConnections connections) {
        this(
                connections,
                (source, _, _) -> {
                    throw new IllegalStateException(source.id() + " is reached by an edge alone");
                });
    }

    /** With a way to the sources that only an edge reaches. */
    public SourceQuestions(SourceConnections connections, StudyFinder byEdge) {
        this.byEdge = byEdge;
        this.byFind = new FindStudyFinder(connections);
        this.byQido = new QidoStudyFinder(connections);
    }

    @Override
    public List<CandidateStudy> find(
            Source source, List<Question> questions, Predicate<CandidateStudy> wanted)
            throws InterruptedException {
        if (source.edge().isPresent()) {
            return byEdge.find(source, questions, wanted);
        }
        var finder =
                switch (source.profile().query()) {
                    case FIND -> byFind;
                    case QIDO -> byQido;
                };
        return finder.find(source, questions, wanted);
    }
}
