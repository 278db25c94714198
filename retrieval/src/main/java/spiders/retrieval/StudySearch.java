// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import spiders.archive.SeenIdentity;
import spiders.region.Source;
import spiders.region.SourceDirectory;
import spiders.retrieval.query.SourceQuestions;
import spiders.retrieval.store.SearchRecord;
import spiders.retrieval.store.SearchStore;
import spiders.retrieval.store.TransferStore;
import spiders.security.Access;
import spiders.security.Action;
import spiders.security.Audit;
import spiders.security.AuditEvent;
import spiders.security.Permission;
import spiders.security.Purpose;
import spiders.security.User;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * Searches every enabled source at once, and waits for none longer than its patience. What a source
 * says after that is added to the result when it comes.
 */
public final class StudySearch implements AutoCloseable {

    /** A search whose process ended is not awaited for ever. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    /** No search of a process that runs is without its answers for longer. */
    private static final Duration AWAITED = Duration.ofMinutes(6);

    private static final Duration SPEEDS_COUNT = Duration.ofMinutes(1);

    /** What the search is made of. */
    record Parts(
            Access access,
            Audit audit,
            SourceDirectory directory,
            SourceQuestions questions,
            Grader grader,
            SearchStore store,
            TransferStore transfers,
            SearchListener listener) {}

    private final Parts parts;
    private final Pace pace;
    private volatile Speeds speeds = new Speeds(Map.of(), Instant.EPOCH);
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    StudySearch(Parts parts, Pace pace) {
        this.parts = parts;
        this.pace = pace;
    }

    /** Returns what each source said; refused access throws, a late or failing source does not. */
    public StudySearchResult search(User user, Purpose purpose, ImagingRequest request)
            throws InterruptedException {
        var running = begin(user, purpose, request);
        running.answered().await();
        return result(running.id()).orElseThrow();
    }

    /** Starts a search and returns its id at once; the result fills as the sources answer. */
    public UUID start(User user, Purpose purpose, ImagingRequest request) {
        return begin(user, purpose, request).id();
    }

    /**
     * Searches by the hub's own hand for a case that somebody registered. What a source that is
     * silent now had said before stays in the result, beside its silence.
     *
     * @return empty where the patient objects
     */
    public Optional<UUID> startByHub(Purpose.BoardSession purpose, ImagingRequest request) {
        if (parts.access().isOpposed(Permission.SEARCH_IMAGING, request.patient())) {
            return Optional.empty();
        }
        parts.store().forgetOlder(purpose.boardCase());
        return Optional.of(begin(User.SYSTEM, purpose, request, true).id());
    }

    /** The speeds of the sources, and when they were read. */
    private record Speeds(Map<String, Double> bytesPerSecond, Instant read) {}

    private record Running(UUID id, CountDownLatch answered) {}

    private Running begin(User user, Purpose purpose, ImagingRequest request) {
        parts.access().require(user, Permission.SEARCH_IMAGING, request.patient());
        return begin(user, purpose, request, false);
    }

    private Running begin(User user, Purpose purpose, ImagingRequest request, boolean byHub) {
        var patient = request.patient();
        var person = parts.grader().person(patient);
        var sources = parts.directory().enabled();
        var id = UUID.randomUUID();
        var asked = sources.stream().map(Source::id).toList();
        var now = pace.now();
        var search = new SearchRecord(id, patient, now, asked, List.of(), List.of());
        parts.store().begin(search, user.name(), purpose, byHub);
        parts.audit()
                .record(
                        AuditEvent.of(user, Action.SEARCH_IMAGING)
                                .about(patient)
                                .objects(asked)
                                .purpose(purpose)
                                .detail("search " + id));
        var answered = new CountDownLatch(sources.size());
        for (var source : sources) {
            var turn = new SourceTurn(parts, id, patient, person, request, source, executor);
            executor.execute(() -> turn.run(answered));
        }
        return new Running(id, answered);
    }

    /** A search as it stands now, graded by today's links and decisions. */
    public Optional<StudySearchResult> result(User user, Purpose purpose, UUID search) {
        var record = parts.store().search(search);
        record.ifPresent(
                found -> parts.access().require(user, Permission.SEARCH_IMAGING, found.patient()));
        return record.map(this::result);
    }

    /** The newest search made for a case of a board. */
    public Optional<StudySearchResult> latest(User user, Purpose.BoardSession purpose) {
        var record = parts.store().latest(purpose.boardCase());
        record.ifPresent(
                found -> parts.access().require(user, Permission.SEARCH_IMAGING, found.patient()));
        return record.map(this::result);
    }

    /** The same of each of these cases that has one, read together. */
    public Map<UUID, StudySearchResult> latest(User user, Collection<UUID> cases) {
        var records = parts.store().latest(cases);
        var patients = records.values().stream().map(SearchRecord::patient).distinct().toList();
        parts.access().require(user, Permission.SEARCH_IMAGING, patients);
        return results(records);
    }

    /**
     * When the sources were last asked for each of these cases, whether they have answered or not;
     * those are left out for which they never were.
     */
    public Map<UUID, Instant> lastAsked(Collection<UUID> cases) {
        return parts.store().lastAsked(cases, pace.now().minus(pace.passed(AWAITED)));
    }

    /**
     * The newest search of each of these cases that has one, for the hub's own work; it is shown to
     * nobody by this.
     */
    public Map<UUID, StudySearchResult> latestForHub(Collection<UUID> cases) {
        return results(parts.store().latest(cases));
    }

    private Map<UUID, StudySearchResult> results(Map<UUID, SearchRecord> records) {
        if (records.isEmpty()) {
            return Map.of();
        }
        var patients =
                records.values().stream().map(SearchRecord::patient).collect(Collectors.toSet());
        var bases = parts.grader().bases(patients);
        var results = new HashMap<UUID, StudySearchResult>();
        records.forEach((id, record) -> {
            var basis = Objects.requireNonNull(bases.get(record.patient()));
            results.put(id, result(record, basis));
        });
        return results;
    }

    /** For the services of this module, which have asked for the right themselves. */
    Optional<StudySearchResult> result(UUID search) {
        return parts.store().search(search).map(this::result);
    }

    /** The traits of one copy as its source wrote them. */
    Optional<SeenIdentity> traits(IdentityQuestion question) {
        return parts.store().search(question.search()).stream()
                .flatMap(record -> record.candidates().stream())
                .map(SearchRecord.Candidate::study)
                .filter(study -> study.source().equals(question.source()))
                .filter(study -> study.studyInstanceUID().equals(question.studyInstanceUID()))
                .flatMap(study -> study.person().asSeenIdentity().stream())
                .findFirst();
    }

    private StudySearchResult result(SearchRecord record) {
        var patient = record.patient();
        var basis = Objects.requireNonNull(parts.grader().bases(Set.of(patient)).get(patient));
        return result(record, basis);
    }

    private StudySearchResult result(SearchRecord record, Grader.Basis basis) {
        var answers = new ArrayList<SourceAnswer>();
        var waiting = new ArrayList<String>();
        for (var source : record.asked()) {
            var said = record.answers().stream().filter(a -> a.source().equals(source)).findFirst();
            if (said.isPresent()) {
                answers.add(said.get());
            } else if (isAbandoned(record, source)) {
                answers.add(abandoned(source));
            } else {
                waiting.add(source);
            }
        }
        return new StudySearchResult(
                record.id(),
                record.patient(),
                record.startedAt(),
                waiting,
                answers,
                parts.grader().offers(basis, record.candidates(), speeds()));
    }

    /** Measured over days, and asked for with every list: so read once in a minute. */
    private Map<String, Double> speeds() {
        var known = speeds;
        var now = pace.now();
        if (!now.isBefore(known.read().plus(SPEEDS_COUNT))) {
            known = new Speeds(parts.transfers().bytesPerSecond(), now);
            speeds = known;
        }
        return known.bytesPerSecond();
    }

    /** The process that asked is gone: its sources will never be heard. */
    private boolean isAbandoned(SearchRecord record, String source) {
        return pace.now().isAfter(end(record, source).plus(pace.passed(MARGIN)));
    }

    private Instant end(SearchRecord record, String source) {
        return record.startedAt().plus(pace.passed(patience(source)));
    }

    private Duration patience(String source) {
        return parts.directory()
                .source(source)
                .map(known -> known.profile().patience())
                .orElse(Duration.ZERO);
    }

    private SourceAnswer abandoned(String source) {
        return new SourceAnswer.Late(
                source,
                patience(source),
                Message.of("retrieval.answer.interrupted"),
                "the hub was restarted");
    }

    /** Gives up what is still being asked. */
    @Override
    public void close() {
        executor.shutdownNow();
        executor.close();
    }
}
