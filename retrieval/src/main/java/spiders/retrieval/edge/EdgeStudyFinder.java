// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.edge;

import spiders.region.Source;
import spiders.region.SourceFailedException;
import spiders.region.SourceFailure;
import spiders.retrieval.query.CandidateStudy;
import spiders.retrieval.query.Question;
import spiders.retrieval.query.StudyFinder;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** Has the edge of a source ask it. */
public final class EdgeStudyFinder implements StudyFinder {

    /** What the way to the edge and back takes, beside the patience with the source itself. */
    private static final Duration WAY = Duration.ofSeconds(5);

    private final EdgeTasks tasks;

    public EdgeStudyFinder(EdgeTasks tasks) {
        this.tasks = tasks;
    }

    /** The edge cannot compare identities, so that it asks for the body parts of every study. */
    @Override
    public List<CandidateStudy> find(
            Source source, List<Question> questions, Predicate<CandidateStudy> wanted)
            throws InterruptedException {
        var order = EdgeOrder.Find.of(source.id(), questions);
        var answer = tasks.ask(source, order, source.profile().patience().plus(WAY));
        if (answer instanceof EdgeAnswer.Found(var studies)) {
            return studies.stream()
                    .filter(study -> study.source().equals(source.id()))
                    .limit(MOST_STUDIES)
                    .toList();
        }
        throw new SourceFailedException(
                new SourceFailure(SourceFailure.Reason.NONSENSE, "the edge answered otherwise"));
    }
}
