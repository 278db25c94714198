// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.rcp.preparation.Alert;
import spiders.rcp.store.RcpStore;
import spiders.security.Access;
import spiders.security.Action;
import spiders.security.Audit;
import spiders.security.AuditEvent;
import spiders.security.Permission;
import spiders.security.User;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The sessions of a week, and what of each of their cases is there, comes, or is missing. */
public final class ReadinessBoard {

    private final RcpStore store;
    private final Cases cases;
    private final Access access;
    private final Audit audit;
    private final Clock clock;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    public ReadinessBoard(RcpStore store, Cases cases, Access access, Audit audit, Clock clock) {
        this.store = store;
        this.cases = cases;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A case of the week.
     *
     * @param standing empty until the hub has looked at it
     * @param alerts what is to be done for it, the oldest first
     */
    public record CaseOfWeek(CaseFile file, Optional<CaseStanding> standing, List<Alert> alerts) {

        public CaseOfWeek {
            alerts = List.copyOf(alerts);
        }

        /** Without the patient's data. */
        @Override
        public String toString() {
            return "CaseOfWeek[" + file.boardCase().id() + "]";
        }
    }

    /** A session of the week with the cases to whose patients the user is tied. */
    public record SessionOfWeek(Session session, Board board, List<CaseOfWeek> cases) {

        public SessionOfWeek {
            cases = List.copyOf(cases);
        }
    }

    /** Tells this listener, too, when the hub has looked at cases again. */
    public void listen(Runnable listener) {
        listeners.add(listener);
    }

    /** The hub has looked at cases. */
    public void looked() {
        listeners.forEach(Runnable::run);
    }

    /** The Monday of the week that a day is in. */
    public static LocalDate monday(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    /** The date of the hospital's clock. */
    public LocalDate today() {
        return LocalDate.now(clock.withZone(Boards.HOSPITAL_ZONE));
    }

    /**
     * The sessions of a week that have cases that the user may see; that these were read is
     * recorded.
     */
    public List<SessionOfWeek> week(User user, LocalDate monday) {
        return week(user, monday, session -> cases.agenda(user, session));
    }

    /** The same for a page that asks again and again, recorded as {@link Cases#files}. */
    public List<SessionOfWeek> weekAgain(User user, LocalDate monday) {
        return week(user, monday, session -> cases.files(user, session));
    }

    private List<SessionOfWeek> week(
            User user, LocalDate monday, Function<UUID, List<CaseFile>> read) {
        access.require(user, Permission.VIEW_CASE);
        var boards = new HashMap<BoardId, Board>();
        store.boards().active().forEach(board -> boards.put(board.id(), board));
        var sessions = store.sessions().between(monday, monday.plusDays(6));
        var ids = sessions.stream().map(Session::id).toList();
        var counts = store.cases().counts(ids);
        var standings =
                store.preparation().standings(ids).stream()
                        .collect(Collectors.toMap(CaseStanding::boardCase, one -> one));
        var alerts =
                store.preparation().open(ids).stream()
                        .filter(alert -> !alert.isDone())
                        .collect(Collectors.groupingBy(Alert::boardCase));
        return sessions.stream()
                .filter(session -> counts.containsKey(session.id()))
                .map(session -> ofWeek(session, read, boards, standings, alerts))
                .filter(session -> !session.cases().isEmpty())
                .toList();
    }

    private SessionOfWeek ofWeek(
            Session session,
            Function<UUID, List<CaseFile>> read,
            Map<BoardId, Board> boards,
            Map<UUID, CaseStanding> standings,
            Map<UUID, List<Alert>> alerts) {
        var board =
                Optional.ofNullable(boards.get(session.board()))
                        .orElseThrow(() -> new NotFoundException("board"));
        var files = read.apply(session.id());
        var opposed =
                access.opposed(
                        Permission.SEARCH_IMAGING,
                        files.stream().map(file -> file.boardCase().patient()).toList());
        var rows =
                files.stream()
                        .map(file ->
                                opposed.contains(file.boardCase().patient())
                                        ? new CaseOfWeek(file, Optional.empty(), List.of())
                                        : new CaseOfWeek(
                                                file,
                                                Optional.ofNullable(
                                                        standings.get(file.boardCase().id())),
                                                alerts.getOrDefault(
                                                        file.boardCase().id(), List.of())))
                        .toList();
        return new SessionOfWeek(session, board, rows);
    }

    /**
     * Says that the user sees to an alert of a case; of an examination that appeared, that they
     * have seen it, and it is told no more.
     *
     * @return the alert as it was
     * @throws NotFoundException if the case has no such alert, or it is cleared
     */
    public Alert take(User user, UUID boardCase, UUID alert) {
        var file = cases.file(user, boardCase);
        var patient = file.boardCase().patient();
        access.require(user, Permission.ORDER_TRANSFER, patient);
        var open =
                store.preparation()
                        .open(alert)
                        .filter(one -> one.boardCase().equals(boardCase))
                        .orElseThrow(() -> new NotFoundException("alert"));
        store.together(() -> {
            store.preparation().take(alert, user, clock.instant());
            audit.record(
                    AuditEvent.of(user, Action.CHANGE_CASE)
                            .about(patient)
                            .objects(boardCase.toString(), alert.toString())
                            .purpose(access.purpose(user, patient, file.purpose()))
                            .detail("alert"));
            return true;
        });
        return open;
    }
}
