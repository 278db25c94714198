// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.rcp.BoardId;
import spiders.region.Centres;
import spiders.security.Permission;
import spiders.web.Pages;
import spiders.web.Params;
import spiders.web.SecuredRoutes;
import spiders.web.Session;

import java.util.Map;
import java.util.stream.Collectors;

/** How a board did over a year. */
final class IndicatorPages {

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2999;

    private final RcpServices services;
    private final Pages pages;
    private final Map<String, String> centres;

    IndicatorPages(RcpServices services, Pages pages) {
        this.services = services;
        this.pages = pages;
        this.centres =
                Centres.load().all().stream()
                        .collect(Collectors.toUnmodifiableMap(one -> one.id(), one -> one.name()));
    }

    void register(SecuredRoutes routes) {
        routes.get("/boards/{board}/indicators", Permission.VIEW_BOARDS, this::show);
    }

    private ServerResponse show(ServerRequest request) {
        var user = Session.user(request);
        var board = services.boards().board(user, Params.path(request, "board", BoardId::parse));
        int now = services.boards().today().getYear();
        int year = Params.optional(request, "year", IndicatorPages::year).orElse(now);
        return pages.page(request)
                .crumb("/boards", "rcp.nav.boards")
                .crumb("/boards/" + board.id(), "rcp.board.named", board.name())
                .title("rcp.indicators.title")
                .render(
                        "rcp/indicators.jte",
                        Map.of(
                                "board",
                                board,
                                "year",
                                year,
                                "of",
                                services.boards().indicators(user, board.id(), year),
                                "centres",
                                centres));
    }

    private static int year(String text) {
        int year = Integer.parseInt(text);
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw new IllegalArgumentException("a year of this millennium");
        }
        return year;
    }
}
