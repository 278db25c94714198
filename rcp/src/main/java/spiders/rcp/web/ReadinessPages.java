// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.rcp.ReadinessBoard;
import spiders.rcp.ReadinessBoard.SessionOfWeek;
import spiders.security.Permission;
import spiders.security.User;
import spiders.web.Flash;
import spiders.web.Pages;
import spiders.web.Params;
import spiders.web.SecuredRoutes;
import spiders.web.Session;
import spiders.web.Sse;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** The week's sessions: what is there, what comes, what is missing, and what to do about it. */
final class ReadinessPages {

    private final RcpServices services;
    private final ReadinessBoard board;
    private final Pages pages;
    private final Sse sse;

    ReadinessPages(RcpServices services, Pages pages, Sse sse) {
        this.services = services;
        this.board = services.readiness();
        this.pages = pages;
        this.sse = sse;
    }

    void register(SecuredRoutes routes) {
        routes.get("/readiness", Permission.VIEW_CASE, this::show);
        // The page asks for these again and again: recorded once in a quarter of an hour.
        routes.recordedByService(all ->
                all.get("/readiness/week", Permission.VIEW_CASE, this::week)
                        .get("/readiness/events", Permission.VIEW_CASE, this::events));
        routes.post("/cases/{case}/alerts/{alert}/take", Permission.ORDER_TRANSFER, this::take);
    }

    private ServerResponse show(ServerRequest request) {
        return pages.page(request)
                .title("rcp.week.title")
                .wide()
                .render("rcp/week.jte", Map.of("view", view(request, board::week)));
    }

    private ServerResponse week(ServerRequest request) {
        return pages.fragment(
                request, "rcp/week-sessions.jte", Map.of("view", view(request, board::weekAgain)));
    }

    private WeekView view(
            ServerRequest request, BiFunction<User, LocalDate, List<SessionOfWeek>> read) {
        var day = Params.optional(request, "week", LocalDate::parse).orElse(board.today());
        boolean todo = Params.optional(request, "todo", Boolean::valueOf).orElse(false);
        var monday = ReadinessBoard.monday(day);
        var sessions = read.apply(Session.user(request), monday);
        var cases =
                sessions.stream()
                        .flatMap(session -> session.cases().stream())
                        .map(one -> one.file().boardCase().id())
                        .toList();
        return WeekView.of(monday, todo, sessions, services.preReads().statuses(cases));
    }

    private ServerResponse events(ServerRequest request) {
        return sse.stream(request, Topics.READINESS);
    }

    private ServerResponse take(ServerRequest request) {
        var user = Session.user(request);
        var id = Ids.path(request, "case");
        var file = services.cases().file(user, id);
        var alert = board.take(user, id, Ids.path(request, "alert"));
        var monday = ReadinessBoard.monday(file.session().date());
        return pages.redirect(
                request,
                "/readiness?week=" + monday + "#case-" + id,
                Flash.of(Flash.Kind.DONE, new AlertLine(alert).takenKey()));
    }
}
