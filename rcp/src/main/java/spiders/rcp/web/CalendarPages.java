// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.rcp.AgendaEntry;
import spiders.rcp.Board;
import spiders.rcp.BoardId;
import spiders.rcp.SessionFixedException;
import spiders.rcp.SessionTakenException;
import spiders.rcp.calendar.CalendarText;
import spiders.security.Permission;
import spiders.security.User;
import spiders.web.Flash;
import spiders.web.Form;
import spiders.web.Pages;
import spiders.web.Params;
import spiders.web.SecuredRoutes;
import spiders.web.Session;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The calendar of a board: its rhythm, its sessions, and what is changed in single ones. */
final class CalendarPages {

    private static final String BOARD = "/boards/{board}";
    private static final String SESSION = "/sessions/{session}";
    private static final int REFUSED = 422;
    private static final int MOST_REASON = 500;
    private static final int DATE = 10;

    private final RcpServices services;
    private final Pages pages;

    CalendarPages(RcpServices services, Pages pages) {
        this.services = services;
        this.pages = pages;
    }

    void register(SecuredRoutes routes) {
        routes.get(BOARD + "/calendar", Permission.VIEW_BOARDS, this::calendar)
                .get(BOARD + "/calendar.ics", Permission.VIEW_BOARDS, this::feed)
                .get(BOARD + "/rhythm", Permission.MANAGE_SESSIONS, this::rhythm)
                .post(BOARD + "/rhythm", Permission.MANAGE_SESSIONS, this::setRhythm)
                .get(BOARD + "/sessions/new", Permission.MANAGE_SESSIONS, this::newSession)
                .post(BOARD + "/sessions", Permission.MANAGE_SESSIONS, this::add)
                .get(SESSION + "/change", Permission.MANAGE_SESSIONS, this::change)
                .post(SESSION + "/change", Permission.MANAGE_SESSIONS, this::move)
                .post(SESSION + "/cancellation", Permission.MANAGE_SESSIONS, this::cancel)
                .post(SESSION + "/placement", Permission.MANAGE_SESSIONS, this::place);
    }

    private ServerResponse calendar(ServerRequest request) {
        var user = user(request);
        var board = board(request);
        var calendar = services.calendar();
        return pages.page(request)
                .crumb("/boards/" + board.id(), "rcp.board.named", board.name())
                .title("rcp.calendar.title")
                .render(
                        "rcp/board-calendar.jte",
                        Map.of(
                                "board",
                                board,
                                "rhythms",
                                calendar.rhythms(user, board.id()),
                                "lines",
                                calendar.lines(user, board.id()),
                                "unplaced",
                                calendar.unplaced(user, board.id()),
                                "mayChange",
                                calendar.mayChange(user, board.id())));
    }

    private ServerResponse feed(ServerRequest request) {
        var board = board(request);
        var events = services.calendar().feed(user(request), board.id());
        return ServerResponse.ok()
                .header(HttpHeaders.CONTENT_TYPE, CalendarText.MEDIA_TYPE)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"%s.ics\"".formatted(board.id()))
                .body(CalendarText.write(board.name(), events).getBytes(UTF_8));
    }

    private ServerResponse rhythm(ServerRequest request) {
        var board = board(request);
        var fields =
                services.calendar().rhythms(user(request), board.id()).stream()
                        .findFirst()
                        .map(version -> CalendarForm.of(version.rhythm()))
                        .orElseGet(() -> CalendarForm.usual(services.boards().today()));
        return form(request, board, Form.with(fields), "rhythm", 200);
    }

    private ServerResponse setRhythm(ServerRequest request) {
        var board = board(request);
        var form = Form.of(request);
        var rhythm = CalendarForm.rhythm(form);
        if (rhythm.isEmpty()) {
            return form(request, board, form, "rhythm", REFUSED);
        }
        var change = services.calendar().setRhythm(user(request), board.id(), rhythm.get());
        return back(
                request,
                board.id(),
                Flash.of(
                        change.kept().isEmpty() ? Flash.Kind.DONE : Flash.Kind.NOTE,
                        "rcp.calendar.set",
                        change.added(),
                        change.changed(),
                        change.dropped(),
                        change.kept().size()));
    }

    private ServerResponse newSession(ServerRequest request) {
        var fields = CalendarForm.usual(services.boards().today());
        return form(request, board(request), Form.with(fields), "session-new", 200);
    }

    private ServerResponse form(
            ServerRequest request, Board board, Form form, String template, int status) {
        return pages.page(request)
                .crumb("/boards/" + board.id() + "/calendar", "rcp.board.named", board.name())
                .title("rcp.calendar." + template)
                .status(status)
                .render("rcp/" + template + ".jte", Map.of("board", board, "form", form));
    }

    private ServerResponse add(ServerRequest request) {
        var board = board(request);
        var form = Form.of(request);
        form.required("date", DATE);
        var date = form.date("date");
        var terms = CalendarForm.terms(form);
        if (form.isAccepted()) {
            try {
                services.calendar()
                        .add(user(request), board.id(), date.orElseThrow(), terms.orElseThrow());
                return back(request, board.id(), Flash.of(Flash.Kind.DONE, "rcp.calendar.added"));
            } catch (SessionTakenException | SessionFixedException refused) {
                form.reject("date", wrong(refused));
            }
        }
        return form(request, board, form, "session-new", REFUSED);
    }

    private static String wrong(RuntimeException refused) {
        return refused instanceof SessionTakenException
                ? "rcp.calendar.taken"
                : "rcp.calendar.past";
    }

    private ServerResponse change(ServerRequest request) {
        var entry = session(request);
        return change(request, entry, Form.with(CalendarForm.of(entry.session())), 200);
    }

    private ServerResponse change(ServerRequest request, AgendaEntry entry, Form form, int status) {
        var user = user(request);
        var board = entry.board();
        var model = new HashMap<String, Object>();
        model.put("entry", entry);
        model.put("form", form);
        model.put("mayChange", services.calendar().mayChange(user, board.id()));
        model.put("targets", services.calendar().openSessions(user, board.id()));
        return pages.page(request)
                .crumb("/boards/" + board.id() + "/calendar", "rcp.board.named", board.name())
                .title("rcp.calendar.change")
                .status(status)
                .render("rcp/session-change.jte", model);
    }

    private ServerResponse move(ServerRequest request) {
        var entry = session(request);
        var form = Form.of(request);
        form.required("date", DATE);
        var date = form.date("date");
        var terms = CalendarForm.terms(form);
        if (form.isAccepted()) {
            try {
                services.calendar()
                        .move(
                                user(request),
                                entry.session().id(),
                                date.orElseThrow(),
                                terms.orElseThrow());
                return back(
                        request,
                        entry.board().id(),
                        Flash.of(Flash.Kind.DONE, "rcp.calendar.moved"));
            } catch (SessionTakenException | SessionFixedException refused) {
                form.reject("date", wrong(refused));
            }
        }
        return change(request, entry, form, REFUSED);
    }

    private ServerResponse cancel(ServerRequest request) {
        var entry = session(request);
        var form = Form.of(request);
        var reason = form.required("reason", MOST_REASON);
        if (!form.isAccepted()) {
            var fields = new HashMap<>(CalendarForm.of(entry.session()));
            var again = Form.with(fields);
            again.reject("reason", "web.form.required");
            return change(request, entry, again, REFUSED);
        }
        services.calendar().cancel(user(request), entry.session().id(), reason);
        var flash = Flash.of(Flash.Kind.DONE, "rcp.calendar.cancelled", entry.cases());
        // Who called it off places its cases next.
        return entry.cases() > 0
                ? pages.redirect(request, "/sessions/" + entry.session().id() + "/change", flash)
                : back(request, entry.board().id(), flash);
    }

    private ServerResponse place(ServerRequest request) {
        var entry = session(request);
        var to = Params.required(request, "to", UUID::fromString);
        var placed = services.calendar().place(user(request), entry.session().id(), to);
        var kind = placed.left() == 0 ? Flash.Kind.DONE : Flash.Kind.NOTE;
        return pages.redirect(
                request,
                "/sessions/" + to,
                Flash.of(kind, "rcp.calendar.placed", placed.moved(), placed.left()));
    }

    private AgendaEntry session(ServerRequest request) {
        return services.boards().session(user(request), Ids.path(request, "session"));
    }

    private Board board(ServerRequest request) {
        return services.boards()
                .board(user(request), Params.path(request, "board", BoardId::parse));
    }

    private static User user(ServerRequest request) {
        return Session.user(request);
    }

    private ServerResponse back(ServerRequest request, BoardId board, Flash flash) {
        return pages.redirect(request, "/boards/" + board + "/calendar", flash);
    }
}
