// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.rcp.PreReadStatus;
import spiders.rcp.ReadinessBoard.CaseOfWeek;
import spiders.rcp.ReadinessBoard.SessionOfWeek;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The week that a page shows.
 *
 * @param todo whether only cases with something to do are shown
 */
public record WeekView(LocalDate monday, boolean todo, List<SessionCard> sessions) {

    public WeekView {
        sessions = List.copyOf(sessions);
    }

    /** A session with its rows. */
    public record SessionCard(SessionOfWeek of, List<WeekRow> rows) {

        public SessionCard {
            rows = List.copyOf(rows);
        }

        public String id() {
            return of.session().id().toString();
        }

        /** How many of all its cases have everything, shown or not. */
        public int ready() {
            return (int) of.cases().stream().filter(WeekRow::isReady).count();
        }
    }

    static WeekView of(
            LocalDate monday,
            boolean todo,
            List<SessionOfWeek> sessions,
            Map<UUID, PreReadStatus> readings) {
        return new WeekView(
                monday,
                todo,
                sessions.stream()
                        .map(session -> card(session, todo, readings))
                        .filter(card -> !todo || !card.rows().isEmpty())
                        .toList());
    }

    private static SessionCard card(
            SessionOfWeek session, boolean todo, Map<UUID, PreReadStatus> readings) {
        return new SessionCard(
                session,
                session.cases().stream()
                        .filter(one -> !todo || !one.alerts().isEmpty())
                        .map(one -> row(one, readings))
                        .toList());
    }

    private static WeekRow row(CaseOfWeek one, Map<UUID, PreReadStatus> readings) {
        var id = one.file().boardCase().id();
        return new WeekRow(one, readings.getOrDefault(id, new PreReadStatus.None()));
    }

    public LocalDate sunday() {
        return monday.plusDays(6);
    }

    public String address(LocalDate week, boolean onlyTodo) {
        return "/readiness?week=" + week + (onlyTodo ? "&todo=true" : "");
    }

    public String refresh() {
        return "/readiness/week?week=" + monday + (todo ? "&todo=true" : "");
    }

    public int cases() {
        return sessions.stream().mapToInt(card -> card.of().cases().size()).sum();
    }

    public int ready() {
        return sessions.stream().mapToInt(SessionCard::ready).sum();
    }

    /** How many cases have something to do. */
    public int alerting() {
        return (int)
                sessions.stream()
                        .flatMap(card -> card.of().cases().stream())
                        .filter(one -> !one.alerts().isEmpty())
                        .count();
    }
}
