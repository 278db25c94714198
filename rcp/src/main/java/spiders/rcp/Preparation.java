// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import spiders.dicom.data.UID;
import spiders.rcp.preparation.Alert;
import spiders.rcp.preparation.Raised;
import spiders.rcp.preparation.SearchAgain;
import spiders.rcp.store.RcpStore;
import spiders.region.SourceDirectory;
import spiders.retrieval.Forecast;
import spiders.retrieval.ImagingRequest;
import spiders.retrieval.StudyOffer;
import spiders.retrieval.StudySearch;
import spiders.retrieval.StudySearchResult;
import spiders.retrieval.Transfer;
import spiders.retrieval.Transfers;
import spiders.security.Access;
import spiders.security.Permission;
import spiders.security.Purpose;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Prepares the images of every case by itself until its session: searches again, orders what the
 * board's rule brings by itself, says when everything will be there, and whom to call where it will
 * not. It works by nobody's rights, on the ground of the registration, and shows nothing to anyone.
 */
public final class Preparation implements CaseListener {

    private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);
    private static final int DAYS_AHEAD = 60;

    /** In one look, the next sessions first: the PACS are spared after a night's stop. */
    private static final int MOST_SEARCHES = 10;

    private final RcpStore store;
    private final Access access;
    private final StudySearch search;
    private final Transfers transfers;
    private final SourceDirectory sources;
    private final Clock clock;
    private final Runnable looked;
    private final Set<UUID> changed = ConcurrentHashMap.newKeySet();

    /** The last is run whenever cases were looked at. */
    public Preparation(
            RcpStore store,
            Access access,
            StudySearch search,
            Transfers transfers,
            SourceDirectory sources,
            Clock clock,
            Runnable looked) {
        this.store = store;
        this.access = access;
        this.search = search;
        this.transfers = transfers;
        this.sources = sources;
        this.clock = clock;
        this.looked = looked;
    }

    @Override
    public void changed(UUID session, UUID boardCase) {
        changed.add(boardCase);
    }

    /** Looks at every case of the sessions to come. */
    public void lookAtAll() {
        var start = clock.instant();
        changed.clear();
        transfers.tend();
        int searches = 0;
        var look = new Look(transfers.forecasts(), true, new HashMap<>());
        var standing = new ArrayList<UUID>();
        for (var session : sessions()) {
            var cases =
                    store.cases().ofSession(session.id()).stream()
                            .filter(one -> one.state() == CaseState.SUBMITTED)
                            .toList();
            var ids = cases.stream().map(BoardCase::id).toList();
            var asked = search.lastAsked(ids);
            for (var boardCase : cases) {
                var last = Optional.ofNullable(asked.get(boardCase.id()));
                if (searches < MOST_SEARCHES && searched(session, boardCase, last)) {
                    searches++;
                }
            }
            var known = known(ids);
            cases.forEach(one -> look(session, one, known, look));
            standing.addAll(ids);
        }
        store.preparation().clearOld(standing, start, clock.instant());
        looked.run();
    }

    /** Those to come that have cases, the next first. */
    private List<Session> sessions() {
        var today = LocalDate.now(clock.withZone(Boards.HOSPITAL_ZONE));
        var sessions = store.sessions().between(today, today.plusDays(DAYS_AHEAD));
        var counts = store.cases().counts(sessions.stream().map(Session::id).toList());
        return sessions.stream().filter(session -> counts.containsKey(session.id())).toList();
    }

    /** One look at cases: what is the same for all of them. */
    private record Look(
            Map<UUID, Forecast> forecasts, boolean orders, Map<RuleKey, ImagingRule> rules) {}

    private record RuleKey(BoardId board, int version) {}

    /** What is known of a case when it is looked at. */
    private record Known(
            Optional<StudySearchResult> last, List<Transfer> ordered, List<Alert> alerts) {}

    /**
     * What is known of several cases, read together; nothing, where that cannot be read of one of
     * them, which must not hide the others.
     */
    private Map<UUID, Known> known(List<UUID> cases) {
        try {
            return read(cases);
        } catch (RuntimeException e) {
            LOG.warn("{} cases could not be read together, and are read apart", cases.size(), e);
            return Map.of();
        }
    }

    private Map<UUID, Known> read(List<UUID> cases) {
        if (cases.isEmpty()) {
            return Map.of();
        }
        var searches = search.latestForHub(cases);
        var ordered = transfers.of(cases);
        var alerts =
                store.preparation().openOf(cases).stream()
                        .collect(Collectors.groupingBy(Alert::boardCase));
        var known = new HashMap<UUID, Known>();
        for (var id : cases) {
            known.put(
                    id,
                    new Known(
                            Optional.ofNullable(searches.get(id)),
                            ordered.getOrDefault(id, List.of()),
                            alerts.getOrDefault(id, List.of())));
        }
        return known;
    }

    /** Looks at the cases of which something was told since the last look. */
    public void lookAtChanged() {
        var ids = new HashSet<>(changed);
        changed.removeAll(ids);
        if (ids.isEmpty()) {
            return;
        }
        var look = new Look(transfers.forecasts(), false, new HashMap<>());
        for (var id : ids) {
            store.cases()
                    .boardCase(id)
                    .filter(found -> found.state() == CaseState.SUBMITTED)
                    .ifPresent(found ->
                            store.sessions()
                                    .session(found.session())
                                    .ifPresent(session -> look(session, found, Map.of(), look)));
        }
        looked.run();
    }

    /** One case that cannot be looked at must not hide the others. */
    private void look(Session session, BoardCase boardCase, Map<UUID, Known> read, Look look) {
        try {
            if (access.isOpposed(Permission.SEARCH_IMAGING, boardCase.patient())) {
                store.preparation().forget(boardCase.id(), clock.instant());
            } else {
                var id = boardCase.id();
                var known = Optional.ofNullable(read.get(id)).or(() -> apart(id)).orElseThrow();
                prepare(session, boardCase, known, look);
            }
        } catch (RuntimeException e) {
            LOG.warn("case {} could not be prepared, and is tried again", boardCase.id(), e);
        }
    }

    private Optional<Known> apart(UUID boardCase) {
        return Optional.ofNullable(read(List.of(boardCase)).get(boardCase));
    }

    /** Searches again when it is time; whether it did. */
    private boolean searched(Session session, BoardCase boardCase, Optional<Instant> asked) {
        var now = clock.instant();
        var begins = begins(session);
        boolean due =
                asked.map(last -> SearchAgain.isDue(now, begins, last))
                        .orElseGet(() -> SearchAgain.isFirstDue(now, begins, boardCase.created()));
        var purpose = new Purpose.BoardSession(session.id(), boardCase.id());
        return due
                && search.startByHub(purpose, ImagingRequest.of(boardCase.patient())).isPresent();
    }

    private static Instant begins(Session session) {
        return session.begins().atZone(Boards.HOSPITAL_ZONE).toInstant();
    }

    private void prepare(Session session, BoardCase boardCase, Known known, Look look) {
        var rule =
                look.rules()
                        .computeIfAbsent(
                                new RuleKey(session.board(), boardCase.ruleVersion()), this::rule);
        if (look.orders()) {
            needed(session, known);
        }
        boolean ordered = look.orders() && orderByRule(rule, session, boardCase, known);
        if (ordered) {
            var now = new Known(known.last(), transfers.of(boardCase.id()), known.alerts());
            judge(rule, session, boardCase, now, transfers.forecasts());
        } else {
            judge(rule, session, boardCase, known, look.forecasts());
        }
    }

    /** A session may have been moved since they were ordered. */
    private void needed(Session session, Known known) {
        known.ordered().stream()
                .filter(one -> !one.state().isFinal())
                .forEach(one -> transfers.need(one.id(), begins(session)));
    }

    private ImagingRule rule(RuleKey key) {
        return store.boards()
                .rule(key.board(), key.version())
                .orElseThrow(() -> new NotFoundException("rule"));
    }

    /**
     * Orders what the rule proposes and nobody has ordered or stopped, where the rule says so.
     *
     * @return whether anything was ordered
     */
    private boolean orderByRule(
            ImagingRule rule, Session session, BoardCase boardCase, Known found) {
        var last = found.last();
        boolean acts = rule.automatic() && last.filter(StudySearchResult::isFinished).isPresent();
        if (!acts || !clock.instant().isBefore(begins(session))) {
            return false;
        }
        var known = new HashSet<UID>();
        found.ordered().forEach(one -> known.add(one.studyInstanceUID()));
        var offers = last.map(StudySearchResult::offers).orElse(List.of());
        var proposals = Offers.proposals(rule, session.date(), offers);
        var wanted =
                offers.stream()
                        .filter(StudyOffer::isAllowed)
                        .filter(Offers::isOurs)
                        .filter(offer -> offer.best().identity().isPresent())
                        .filter(offer -> !known.contains(offer.studyInstanceUID()))
                        .filter(offer -> isProposed(proposals, offer))
                        .toList();
        if (wanted.isEmpty()) {
            return false;
        }
        transfers.of(boardCase.id()).forEach(one -> known.add(one.studyInstanceUID()));
        return wanted.stream() // A person may have ordered or stopped one since it was read.
                        .filter(offer -> !known.contains(offer.studyInstanceUID()))
                        .filter(offer -> ordered(session, boardCase, offer))
                        .count()
                > 0;
    }

    private static boolean isProposed(Map<UID, Proposal> proposals, StudyOffer offer) {
        return proposals.getOrDefault(offer.studyInstanceUID(), Proposal.NONE).ticked();
    }

    /**
     * One that cannot be ordered does not keep back the others; the week says that it is wanted.
     */
    private boolean ordered(Session session, BoardCase boardCase, StudyOffer offer) {
        var purpose = new Purpose.BoardSession(session.id(), boardCase.id());
        try {
            return !transfers
                    .orderByHub(purpose, boardCase.patient(), List.of(offer), begins(session))
                    .isEmpty();
        } catch (RuntimeException e) {
            LOG.warn(
                    "a study that the rule wants for case {} could not be ordered: {}",
                    boardCase.id(),
                    e.getClass().getSimpleName());
            return false;
        }
    }

    private void judge(
            ImagingRule rule,
            Session session,
            BoardCase boardCase,
            Known known,
            Map<UUID, Forecast> forecasts) {
        var now = clock.instant();
        var last = known.last();
        var ordered = known.ordered();
        var handedIn = transfers.handedIn(ordered);
        var readiness =
                new ReadinessRule(rule, session.date(), last, ordered, handedIn).readiness();
        var offers = last.map(StudySearchResult::offers).orElse(List.of());
        var coming =
                ordered.stream()
                        .filter(one -> !one.state().isFinal())
                        .flatMap(one -> Optional.ofNullable(forecasts.get(one.id())).stream())
                        .toList();
        var standing =
                new CaseStanding(
                        boardCase.id(),
                        session.id(),
                        readiness,
                        last(coming, Forecast::likely),
                        last(coming, Forecast::cautious),
                        now);
        var facts =
                new AlertRule.Facts(
                        begins(session),
                        boardCase.created(),
                        readiness,
                        offers,
                        Offers.proposals(rule, session.date(), offers),
                        AlertRule.Facts.newest(ordered));
        var raised = new AlertRule(sources, forecasts, now).raised(facts);
        boolean isTold =
                readiness.state() == Readiness.State.SEARCHING // Then nothing is known of it.
                        || isSame(known.alerts(), raised);
        store.together(() -> {
            store.preparation().save(standing);
            if (!isTold) {
                store.preparation().reconcile(boardCase.id(), session.id(), raised, now);
            }
            return true;
        });
    }

    private static boolean isSame(List<Alert> open, List<Raised> raised) {
        var told =
                open.stream()
                        .map(one -> new Raised(one.kind(), one.subject(), one.arguments()))
                        .collect(Collectors.toSet());
        return told.equals(Set.copyOf(raised));
    }

    /** The last of several moments; empty where nobody can say one of them. */
    private static Optional<Instant> last(
            List<Forecast> coming, Function<Forecast, Optional<Instant>> moment) {
        var moments =
                coming.stream()
                        .map(one -> one.failing() ? Optional.<Instant>empty() : moment.apply(one))
                        .toList();
        return moments.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : moments.stream().flatMap(Optional::stream).max(Instant::compareTo);
    }
}
