// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.rcp.calendar.Rhythm;
import spiders.rcp.calendar.Rhythm.Occurrence;
import spiders.rcp.calendar.SessionTerms;
import spiders.rcp.store.RcpStore;
import spiders.rcp.store.SessionStore.LaidOut;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Lays the sessions of rhythms out; the caller has locked the board. A slot for which there is a
 * session, moved or cancelled as it may be, is laid out no second time.
 */
final class CalendarLayout {

    private final RcpStore store;
    private final Clock clock;

    CalendarLayout(RcpStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Adds the sessions that are missing; returns how many. */
    int layOut(BoardId board, Rhythm rhythm) {
        var taken =
                store.sessions().slots(board, today()).stream()
                        .map(LocalDateTime::toLocalDate)
                        .collect(Collectors.toUnmodifiableSet());
        int added = 0;
        for (var occurrence : coming(board, rhythm)) {
            if (!taken.contains(occurrence.slot())
                    && store.sessions()
                            .layOut(
                                    planned(board, occurrence, rhythm.terms()),
                                    occurrence.slot().atTime(rhythm.terms().time()))) {
                added++;
            }
        }
        return added;
    }

    /** Makes the sessions to come follow another rhythm, where no case and no person forbids it. */
    RhythmChange layOutAnew(BoardId board, int version, Rhythm rhythm) {
        var wanted = new HashMap<LocalDate, Occurrence>();
        coming(board, rhythm).forEach(occurrence -> wanted.put(occurrence.slot(), occurrence));
        var kept = new ArrayList<Session>();
        var toChange = new ArrayList<Session>();
        int dropped = 0;
        for (var laid : store.sessions().laidOut(board, today())) {
            var old = laid.session();
            if (!old.start().isAfter(clock.instant())) {
                continue;
            }
            var next = next(laid, wanted, rhythm.terms());
            if (next.filter(one -> isSame(one, old)).isPresent()) {
                continue;
            }
            if (hasCases(old)) {
                kept.add(old);
            } else if (next.isPresent()) {
                toChange.add(next.get());
            } else {
                store.sessions().change(with(old, changed(old, SessionState.DROPPED)));
                dropped++;
            }
        }
        int changed = 0;
        for (var session : toChange) {
            if (change(session)) {
                changed++;
            } else {
                dropped++;
            }
        }
        return new RhythmChange(version, layOut(board, rhythm), changed, dropped, kept);
    }

    /** The session as the rhythm has it; empty where it has none on that day. */
    private Optional<Session> next(
            LaidOut laid, Map<LocalDate, Occurrence> wanted, SessionTerms terms) {
        var old = laid.session();
        return Optional.ofNullable(wanted.get(laid.slot().toLocalDate()))
                .filter(one -> one.date().equals(old.date()))
                .map(one ->
                        session(
                                old.id(),
                                old.board(),
                                one.date(),
                                terms,
                                new SessionPlan(
                                        terms.length(),
                                        terms.video(),
                                        SessionState.PLANNED,
                                        "",
                                        false,
                                        old.plan().revision() + 1,
                                        clock.instant())));
    }

    private static boolean isSame(Session one, Session other) {
        return one.begins().equals(other.begins())
                && one.room().equals(other.room())
                && one.video().equals(other.video())
                && one.length().equals(other.length())
                && one.registrationCloses().equals(other.registrationCloses());
    }

    /** Whoever registers a case locks the session too, so that none comes in between. */
    private boolean hasCases(Session session) {
        store.sessions().lock(session.id());
        return !store.cases().counts(List.of(session.id())).isEmpty();
    }

    private boolean change(Session session) {
        boolean isFree =
                !store.sessions()
                        .isTaken(session.board(), session.date(), session.time(), session.id());
        store.sessions()
                .change(
                        isFree
                                ? session
                                : with(
                                        store.sessions().session(session.id()).orElse(session),
                                        changed(session, SessionState.DROPPED)));
        return isFree;
    }

    private SessionPlan changed(Session old, SessionState state) {
        return new SessionPlan(
                old.length(),
                old.video(),
                state,
                "",
                false,
                old.plan().revision() + 1,
                clock.instant());
    }

    /** The sessions of the rhythm from now on, within the time that is laid out ahead. */
    private List<Occurrence> coming(BoardId board, Rhythm rhythm) {
        var today = today();
        return rhythm.occurrences(today, today.plus(BoardCalendar.AHEAD)).stream()
                .filter(one -> planned(board, one, rhythm.terms()).start().isAfter(clock.instant()))
                .toList();
    }

    private Session planned(BoardId board, Occurrence occurrence, SessionTerms terms) {
        var plan =
                new SessionPlan(
                        terms.length(),
                        terms.video(),
                        SessionState.PLANNED,
                        "",
                        false,
                        0,
                        clock.instant());
        return session(UUID.randomUUID(), board, occurrence.date(), terms, plan);
    }

    /** A session with these terms on a date. */
    static Session session(
            UUID id, BoardId board, LocalDate date, SessionTerms terms, SessionPlan plan) {
        var closes = terms.closes(date.atTime(terms.time()));
        return new Session(
                id,
                board,
                date,
                terms.time(),
                terms.room(),
                closes.atZone(Boards.HOSPITAL_ZONE).toInstant(),
                plan);
    }

    static Session with(Session session, SessionPlan plan) {
        return new Session(
                session.id(),
                session.board(),
                session.date(),
                session.time(),
                session.room(),
                session.registrationCloses(),
                plan);
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(Boards.HOSPITAL_ZONE));
    }
}
