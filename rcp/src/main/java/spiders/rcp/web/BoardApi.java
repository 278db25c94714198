// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.rcp.Board;
import spiders.rcp.BoardId;
import spiders.rcp.ImagingWish;
import spiders.security.Permission;
import spiders.web.Params;
import spiders.web.SecuredRoutes;
import spiders.web.Session;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Boards and sessions as JSON. */
final class BoardApi {

    private final RcpServices services;

    BoardApi(RcpServices services) {
        this.services = services;
    }

    void register(SecuredRoutes routes) {
        routes.describedBy("/spiders/rcp/openapi.json");
        routes.get("/api/v1/boards", Permission.VIEW_BOARDS, this::boards);
        routes.get("/api/v1/boards/{board}/sessions", Permission.VIEW_BOARDS, this::sessions);
        routes.get("/api/v1/sessions/{session}", Permission.VIEW_CASE, this::session);
    }

    private record BoardsJson(List<BoardJson> boards) {}

    private record BoardJson(
            String id,
            String name,
            String organ,
            String kind,
            String type,
            String centre,
            RuleJson rule) {

        static BoardJson of(Board board) {
            var rule = board.rule();
            return new BoardJson(
                    board.id().value(),
                    board.name(),
                    board.organ(),
                    board.kind().name(),
                    board.type().name(),
                    board.centre(),
                    new RuleJson(rule.version(), rule.wishes(), rule.radiotherapy()));
        }
    }

    private record RuleJson(int version, List<ImagingWish> wishes, boolean radiotherapy) {}

    private record AgendaJson(SessionJson session, List<CaseOnAgendaJson> cases) {}

    private record CaseOnAgendaJson(CaseJson boardCase, ReadinessJson readiness) {}

    private ServerResponse boards(ServerRequest request) {
        var boards = services.boards().all(Session.user(request));
        return ServerResponse.ok()
                .body(new BoardsJson(boards.stream().map(BoardJson::of).toList()));
    }

    private ServerResponse sessions(ServerRequest request) {
        var board = Params.path(request, "board", BoardId::parse);
        var sessions = services.boards().sessions(Session.user(request), board);
        return ServerResponse.ok()
                .body(Map.of("sessions", sessions.stream().map(SessionJson::of).toList()));
    }

    private ServerResponse session(ServerRequest request) {
        var user = Session.user(request);
        var id = Ids.path(request, "session");
        var entry = services.boards().session(user, id);
        var files = services.cases().agenda(user, id);
        var readiness = services.imaging().readiness(user, files);
        var cases =
                files.stream()
                        .map(file ->
                                new CaseOnAgendaJson(
                                        CaseJson.of(file),
                                        ReadinessJson.of(
                                                Objects.requireNonNull(
                                                        readiness.get(file.boardCase().id())))))
                        .toList();
        return ServerResponse.ok().body(new AgendaJson(SessionJson.of(entry), cases));
    }
}
