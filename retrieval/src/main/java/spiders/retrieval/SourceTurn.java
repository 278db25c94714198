// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import spiders.region.Source;
import spiders.region.SourceFailure;
import spiders.region.SourceState;
import spiders.retrieval.matching.KnownPerson;
import spiders.retrieval.query.CandidateStudy;
import spiders.retrieval.query.QueryPlan;
import spiders.retrieval.query.RefusedQuestionException;
import spiders.security.Action;
import spiders.security.AuditEvent;
import spiders.security.PatientKey;
import spiders.security.UserName;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One source's part in one search: asked on its own thread, heard until its patience ends. */
final class SourceTurn {

    private static final Logger LOG = LoggerFactory.getLogger(SourceTurn.class);

    /** How many times its patience a source may still be heard after it was called late. */
    private static final int GRACE = 4;

    private final StudySearch.Parts parts;
    private final UUID search;
    private final PatientKey patient;
    private final KnownPerson person;
    private final ImagingRequest request;
    private final Source source;
    private final ExecutorService executor;
    private final Instant start = Instant.now();
    private boolean calledLate;

    SourceTurn(
            StudySearch.Parts parts,
            UUID search,
            PatientKey patient,
            KnownPerson person,
            ImagingRequest request,
            Source source,
            ExecutorService executor) {
        this.parts = parts;
        this.search = search;
        this.patient = patient;
        this.person = person;
        this.request = request;
        this.source = source;
        this.executor = executor;
    }

    /** Asks, keeps the answer, counts down when there is one, and hears a late one out. */
    void run(CountDownLatch answered) {
        var asking = executor.submit(this::ask);
        try {
            if (!heardInTime(asking, answered)
                    && !heard(asking, source.profile().patience().multipliedBy(GRACE))) {
                asking.cancel(true);
            }
        } catch (InterruptedException e) {
            asking.cancel(true);
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("search {}: the answer of {} is lost", search, source.id(), e);
        }
    }

    private boolean heardInTime(Future<List<CandidateStudy>> asking, CountDownLatch answered)
            throws InterruptedException {
        try {
            boolean inTime = heard(asking, source.profile().patience());
            if (!inTime) {
                keep(late(), List.of());
                calledLate = true;
            }
            return inTime;
        } finally {
            answered.countDown();
        }
    }

    private List<CandidateStudy> ask() throws InterruptedException {
        var questions = QueryPlan.of(source, person, request);
        return parts.questions().find(source, questions, this::mayBeOurs);
    }

    private boolean mayBeOurs(CandidateStudy study) {
        return parts.grader().compare(person, study.person()).grade() != MatchGrade.DIFFERENT;
    }

    /** Whether the source was heard, well or badly, within the wait. */
    private boolean heard(Future<List<CandidateStudy>> asking, Duration wait)
            throws InterruptedException {
        try {
            found(asking.get(wait.toMillis(), TimeUnit.MILLISECONDS));
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            if (!calledLate) {
                failed(e.getCause() == null ? e : e.getCause());
            }
            return true;
        }
    }

    private void found(List<CandidateStudy> studies) {
        var ours = studies.stream().filter(this::mayBeOurs).toList();
        var answer =
                ours.isEmpty()
                        ? new SourceAnswer.None(source.id(), took())
                        : new SourceAnswer.Found(source.id(), took(), ours.size());
        keep(answer, ours);
    }

    private void failed(Throwable cause) {
        var failure =
                switch (cause) {
                    case RefusedQuestionException refused ->
                            SourceFailure.of(refused.operation(), refused.status());
                    case RuntimeException thrown -> SourceFailure.of(thrown);
                    default ->
                            new SourceFailure(
                                    SourceFailure.Reason.INTERNAL, cause.getClass().getName());
                };
        if (failure.reason() == SourceFailure.Reason.INTERNAL) {
            LOG.error("search {}: asking {} failed", search, source.id(), cause);
        }
        if (failure.isAboutProtection()) {
            parts.audit().record(unprotected(failure));
        }
        keep(answer(failure), List.of());
    }

    private AuditEvent unprotected(SourceFailure failure) {
        return AuditEvent.of(UserName.SYSTEM, Action.DICOM_ASSOCIATION)
                .objects(source.id())
                .refused("search %s: %s".formatted(search, failure.reason()));
    }

    private SourceAnswer answer(SourceFailure failure) {
        var message = Message.of(failure.messageKey());
        var detail = failure.detail();
        return switch (failure.outcome()) {
            case LATE -> new SourceAnswer.Late(source.id(), took(), message, detail);
            case REFUSED -> new SourceAnswer.Refused(source.id(), took(), message, detail);
            case OFF -> new SourceAnswer.Off(source.id(), took(), message, detail);
            case FAILED, ANSWERED -> new SourceAnswer.Failed(source.id(), took(), message, detail);
        };
    }

    private SourceAnswer late() {
        var patience = source.profile().patience();
        return new SourceAnswer.Late(
                source.id(),
                took(),
                Message.of("retrieval.answer.late", patience.toSeconds()),
                "no complete answer within %d ms".formatted(patience.toMillis()));
    }

    private Duration took() {
        return Duration.between(start, Instant.now());
    }

    private void keep(SourceAnswer answer, List<CandidateStudy> candidates) {
        parts.store().answer(search, answer, candidates);
        var state = new SourceState(outcome(answer), Instant.now(), answer.took(), answer.detail());
        parts.directory().report(source.id(), state);
        parts.listener().answered(search, patient, answer);
    }

    private static SourceState.Outcome outcome(SourceAnswer answer) {
        return switch (answer) {
            case SourceAnswer.Found _, SourceAnswer.None _ -> SourceState.Outcome.ANSWERED;
            case SourceAnswer.Late _ -> SourceState.Outcome.LATE;
            case SourceAnswer.Refused _ -> SourceState.Outcome.REFUSED;
            case SourceAnswer.Off _ -> SourceState.Outcome.OFF;
            case SourceAnswer.Failed _ -> SourceState.Outcome.FAILED;
        };
    }
}
