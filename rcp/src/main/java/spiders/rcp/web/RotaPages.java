// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.rcp.AgendaEntry;
import spiders.rcp.Board;
import spiders.rcp.BoardId;
import spiders.rcp.OnCall;
import spiders.security.Permission;
import spiders.security.User;
import spiders.security.UserName;
import spiders.web.Flash;
import spiders.web.Form;
import spiders.web.InvalidParamException;
import spiders.web.Pages;
import spiders.web.Params;
import spiders.web.SecuredRoutes;
import spiders.web.Session;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Who reads the images before the sessions of a board: its rota, and each coming session. */
final class RotaPages {

    private static final String PATH = "/boards/{board}/rota";
    private static final int REFUSED = 422;

    private final RcpServices services;
    private final Pages pages;

    RotaPages(RcpServices services, Pages pages) {
        this.services = services;
        this.pages = pages;
    }

    void register(SecuredRoutes routes) {
        routes.get(PATH, Permission.VIEW_BOARDS, this::show)
                .post(PATH, Permission.MANAGE_ROTA, this::add)
                .post(PATH + "/removal", Permission.MANAGE_ROTA, this::remove)
                .post(PATH + "/session", Permission.MANAGE_ROTA, this::name);
    }

    private ServerResponse show(ServerRequest request) {
        var board = board(request);
        return page(request, board, Form.with(Map.of()), 200);
    }

    private ServerResponse page(ServerRequest request, Board board, Form form, int status) {
        var user = Session.user(request);
        var entries = services.boards().sessions(user, board.id());
        var model = new HashMap<String, Object>();
        model.put("board", board);
        model.put("turns", services.rotas().turns(user, board.id()));
        model.put("radiologists", services.rotas().radiologists(user, board.id()));
        model.put("entries", entries);
        model.put(
                "duties",
                services.rotas().onDuty(user, entries.stream().map(AgendaEntry::session).toList()));
        model.put("form", form);
        model.put("mayChange", services.rotas().mayChange(user, board.id()));
        return pages.page(request)
                .crumb("/boards/" + board.id(), "rcp.board.named", board.name())
                .title("rcp.rota.title")
                .status(status)
                .render("rcp/rota.jte", model);
    }

    private ServerResponse add(ServerRequest request) {
        var board = board(request);
        var form = Form.of(request);
        var account = form.parse("account", UserName::new, "rcp.rota.account.refused");
        var first = form.date("first");
        var last = form.date("last");
        form.required("account", 64);
        form.required("first", 10);
        form.required("last", 10);
        var turn = account.flatMap(who -> turn(form, board, who, first, last));
        if (turn.isEmpty()) {
            return page(request, board, form, REFUSED);
        }
        boolean isNew = services.rotas().add(user(request), turn.get());
        return back(request, board, isNew, "rcp.rota.added");
    }

    private static Optional<OnCall> turn(
            Form form,
            Board board,
            UserName account,
            Optional<LocalDate> first,
            Optional<LocalDate> last) {
        if (first.isEmpty() || last.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new OnCall(UUID.randomUUID(), board.id(), account, first.get(), last.get()));
        } catch (IllegalArgumentException refused) {
            form.reject("last", "rcp.rota.days.refused");
            return Optional.empty();
        }
    }

    private ServerResponse remove(ServerRequest request) {
        var board = board(request);
        var turn = Params.required(request, "turn", UUID::fromString);
        boolean wasThere = services.rotas().remove(user(request), board.id(), turn);
        return back(request, board, wasThere, "rcp.rota.removed");
    }

    /** Names who reads before one session; nobody leaves it to the rota. */
    private ServerResponse name(ServerRequest request) {
        var board = board(request);
        var id = Params.required(request, "session", UUID::fromString);
        var session = services.boards().session(user(request), id).session();
        if (!session.board().equals(board.id())) {
            throw new InvalidParamException("session");
        }
        var account = request.param("account").map(String::strip).orElse("");
        if (account.isEmpty()) {
            services.rotas().leave(user(request), session);
        } else {
            var who = Params.required(request, "account", UserName::new);
            services.rotas().name(user(request), session, who);
        }
        return back(request, board, true, "rcp.rota.named");
    }

    private Board board(ServerRequest request) {
        return services.boards()
                .board(user(request), Params.path(request, "board", BoardId::parse));
    }

    private static User user(ServerRequest request) {
        return Session.user(request);
    }

    private ServerResponse back(ServerRequest request, Board board, boolean isDone, String said) {
        var flash =
                isDone
                        ? Flash.of(Flash.Kind.DONE, said)
                        : Flash.of(Flash.Kind.NOTE, "rcp.rota.unchanged");
        return pages.redirect(request, "/boards/" + board.id() + "/rota", flash);
    }
}
