// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import gg.jte.Content;

import spiders.rcp.Boards;
import spiders.security.Permission;
import spiders.web.HomeSection;
import spiders.web.Page;
import spiders.web.Pages;

import java.util.Map;

/** The sessions of the coming week, on the home page. */
final class SessionsAtHome implements HomeSection {

    private static final int DAYS = 7;
    private static final int ORDER = 10;

    private final Boards boards;
    private final Pages pages;

    SessionsAtHome(Boards boards, Pages pages) {
        this.boards = boards;
        this.pages = pages;
    }

    @Override
    public Permission permission() {
        return Permission.VIEW_BOARDS;
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public Content content(Page page) {
        var user = page.user().orElseThrow();
        var days = SessionDay.of(boards.upcoming(user, DAYS), boards.today());
        return pages.content(page, "rcp/home.jte", Map.of("days", days, "span", DAYS));
    }
}
