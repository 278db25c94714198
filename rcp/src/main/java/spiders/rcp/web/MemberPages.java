// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.rcp.BoardId;
import spiders.rcp.MemberFunction;
import spiders.rcp.Session;
import spiders.rcp.SessionFunction;
import spiders.rcp.SessionMember;
import spiders.security.Permission;
import spiders.security.UserName;
import spiders.web.Flash;
import spiders.web.Pages;
import spiders.web.Params;
import spiders.web.SecuredRoutes;

import java.util.Map;

/** Who belongs to a board, and to one of its sessions. */
final class MemberPages {

    private static final String BOARD = "/boards/{board}/members";
    private static final String SESSION = "/sessions/{session}/members";

    private final RcpServices services;
    private final Pages pages;

    MemberPages(RcpServices services, Pages pages) {
        this.services = services;
        this.pages = pages;
    }

    void register(SecuredRoutes routes) {
        routes.get(BOARD, Permission.VIEW_BOARDS, this::board)
                .post(BOARD, Permission.MANAGE_MEMBERS, this::add)
                .post(BOARD + "/removal", Permission.MANAGE_MEMBERS, this::remove)
                .get(SESSION, Permission.VIEW_BOARDS, this::session)
                .post(SESSION, Permission.MANAGE_MEMBERS, this::addToSession)
                .post(SESSION + "/removal", Permission.MANAGE_MEMBERS, this::removeFromSession);
    }

    private ServerResponse board(ServerRequest request) {
        var user = spiders.web.Session.user(request);
        var board = services.boards().board(user, id(request));
        return pages.page(request)
                .crumb("/boards/" + board.id(), "rcp.board.named", board.name())
                .title("rcp.members.title")
                .render(
                        "rcp/members.jte",
                        Map.of(
                                "path",
                                "/boards/" + board.id() + "/members",
                                "members",
                                MemberLine.ofBoard(services.members().of(user, board.id())),
                                "functions",
                                MemberLine.names(MemberFunction.values()),
                                "mayChange",
                                services.members().mayChange(user, board.id()),
                                "lead",
                                "rcp.members.lead"));
    }

    private ServerResponse add(ServerRequest request) {
        boolean isNew =
                services.members()
                        .add(
                                spiders.web.Session.user(request),
                                id(request),
                                account(request),
                                Params.required(request, "function", MemberFunction::valueOf));
        return back(request, "/boards/" + id(request), isNew, "rcp.members.added");
    }

    private ServerResponse remove(ServerRequest request) {
        boolean wasThere =
                services.members()
                        .remove(
                                spiders.web.Session.user(request),
                                id(request),
                                account(request),
                                Params.required(request, "function", MemberFunction::valueOf));
        return back(request, "/boards/" + id(request), wasThere, "rcp.members.removed");
    }

    private ServerResponse session(ServerRequest request) {
        var user = spiders.web.Session.user(request);
        var entry = services.boards().session(user, Ids.path(request, "session"));
        var session = entry.session();
        return pages.page(request)
                .crumb("/boards/" + entry.board().id(), "rcp.board.named", entry.board().name())
                .crumb(
                        "/sessions/" + session.id(),
                        "rcp.session.of",
                        pages.of(request).date(session.date()))
                .title("rcp.members.session")
                .render(
                        "rcp/members.jte",
                        Map.of(
                                "path",
                                "/sessions/" + session.id() + "/members",
                                "members",
                                MemberLine.ofSession(services.members().of(user, session.id())),
                                "functions",
                                MemberLine.names(SessionFunction.values()),
                                "mayChange",
                                services.members().mayChange(user, session.board()),
                                "lead",
                                "rcp.members.session.lead"));
    }

    private ServerResponse addToSession(ServerRequest request) {
        var session = found(request);
        boolean isNew =
                services.members().add(spiders.web.Session.user(request), session, member(request));
        return back(request, "/sessions/" + session.id(), isNew, "rcp.members.added");
    }

    private ServerResponse removeFromSession(ServerRequest request) {
        var session = found(request);
        boolean wasThere =
                services.members()
                        .remove(spiders.web.Session.user(request), session, member(request));
        return back(request, "/sessions/" + session.id(), wasThere, "rcp.members.removed");
    }

    private Session found(ServerRequest request) {
        return services.boards()
                .session(spiders.web.Session.user(request), Ids.path(request, "session"))
                .session();
    }

    private static SessionMember member(ServerRequest request) {
        return new SessionMember(
                account(request), Params.required(request, "function", SessionFunction::valueOf));
    }

    private static UserName account(ServerRequest request) {
        return Params.required(request, "account", UserName::new);
    }

    private static BoardId id(ServerRequest request) {
        return Params.path(request, "board", BoardId::parse);
    }

    private ServerResponse back(ServerRequest request, String where, boolean isDone, String said) {
        var flash =
                isDone
                        ? Flash.of(Flash.Kind.DONE, said)
                        : Flash.of(Flash.Kind.NOTE, "rcp.members.unchanged");
        return pages.redirect(request, where + "/members", flash);
    }
}
