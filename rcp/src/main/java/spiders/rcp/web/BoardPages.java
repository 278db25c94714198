// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.rcp.AgendaEntry;
import spiders.rcp.BoardId;
import spiders.rcp.Boards;
import spiders.rcp.CaseFile;
import spiders.rcp.Readiness;
import spiders.security.Permission;
import spiders.security.User;
import spiders.web.Pages;
import spiders.web.Params;
import spiders.web.SecuredRoutes;
import spiders.web.Session;
import spiders.web.Sse;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Boards, the calendar, and the agenda of a session. */
final class BoardPages {

    private static final int CALENDAR_DAYS = 28;

    private final Boards boards;
    private final RcpServices services;
    private final SourceNames names;
    private final Pages pages;
    private final Sse sse;

    BoardPages(RcpServices services, Pages pages, Sse sse) {
        this.services = services;
        this.boards = services.boards();
        this.names = new SourceNames(services.sources());
        this.pages = pages;
        this.sse = sse;
    }

    void register(SecuredRoutes routes) {
        routes.get("/boards", Permission.VIEW_BOARDS, this::boards);
        routes.get("/boards/{board}", Permission.VIEW_BOARDS, this::board);
        routes.get("/sessions", Permission.VIEW_BOARDS, this::calendar);
        routes.get("/sessions/{session}", Permission.VIEW_BOARDS, this::session);
        // The page asks for these again and again: recorded once in a quarter of an hour.
        routes.recordedByService(all ->
                all.get("/sessions/{session}/agenda", Permission.VIEW_CASE, this::agenda)
                        .get("/sessions/{session}/events", Permission.VIEW_CASE, this::events));
    }

    private ServerResponse boards(ServerRequest request) {
        var user = Session.user(request);
        var now = boards.now();
        var cards =
                boards.all(user).stream()
                        .map(board -> BoardCard.at(now, board, boards.sessions(user, board.id())))
                        .toList();
        return pages.render(request, "rcp.boards.title", "rcp/boards.jte", Map.of("boards", cards));
    }

    private ServerResponse board(ServerRequest request) {
        var user = Session.user(request);
        var board = boards.board(user, Params.path(request, "board", BoardId::parse));
        var days = SessionDay.of(boards.sessions(user, board.id()), boards.today());
        int unplaced =
                services.calendar().unplaced(user, board.id()).stream()
                        .mapToInt(AgendaEntry::cases)
                        .sum();
        return pages.page(request)
                .crumb("/boards", "rcp.nav.boards")
                .title("rcp.board.named", board.name())
                .render(
                        "rcp/board.jte",
                        Map.of("board", board, "days", days, "unplaced", unplaced));
    }

    private ServerResponse calendar(ServerRequest request) {
        var entries = boards.upcoming(Session.user(request), CALENDAR_DAYS);
        var days = SessionDay.of(entries, boards.today());
        return pages.render(
                request,
                "rcp.nav.calendar",
                "rcp/calendar.jte",
                Map.of("days", days, "span", CALENDAR_DAYS));
    }

    private ServerResponse session(ServerRequest request) {
        var user = Session.user(request);
        var id = Ids.path(request, "session");
        var entry = boards.session(user, id);
        boolean patients = user.may(Permission.VIEW_CASE);
        var rows = patients ? rows(user, services.cases().agenda(user, id)) : List.of();
        return pages.page(request)
                .crumb("/boards/" + entry.board().id(), "rcp.board.named", entry.board().name())
                .title("rcp.session.of", pages.of(request).date(entry.session().date()))
                .wide()
                .render(
                        "rcp/session.jte",
                        Map.of(
                                "entry",
                                entry,
                                "rows",
                                rows,
                                "patients",
                                patients,
                                "imports",
                                services.imports().mayImport(user, entry.board().id()),
                                "changes",
                                services.calendar().mayChange(user, entry.board().id())));
    }

    private ServerResponse agenda(ServerRequest request) {
        var user = Session.user(request);
        UUID id = Ids.path(request, "session");
        var entry = boards.session(user, id);
        return pages.fragment(
                request,
                "rcp/agenda.jte",
                Map.of(
                        "rows",
                        rows(user, services.cases().files(user, id)),
                        "canRegister",
                        entry.open() && user.may(Permission.REGISTER_CASE)));
    }

    private ServerResponse events(ServerRequest request) {
        return sse.stream(request, Topics.session(Ids.path(request, "session")));
    }

    private List<CaseRow> rows(User user, List<CaseFile> files) {
        var readiness = services.imaging().readiness(user, files);
        return files.stream()
                .map(file ->
                        row(file, Objects.requireNonNull(readiness.get(file.boardCase().id()))))
                .toList();
    }

    private CaseRow row(CaseFile file, Readiness readiness) {
        return new CaseRow(file, readiness, names.names(readiness.silent()));
    }
}
