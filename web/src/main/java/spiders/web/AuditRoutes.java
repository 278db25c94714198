// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.security.Permission;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;

/** {@code /audit}: who did what, for the administrator and the data protection officer. */
final class AuditRoutes {

    private static final String PATH = "/audit";
    private static final int PER_PAGE = 50;

    private final Pages pages;
    private final Web.Services services;
    private final Clock clock;

    AuditRoutes(Pages pages, Web.Services services, Clock clock) {
        this.pages = pages;
        this.services = services;
        this.clock = clock;
    }

    void register(SecuredRoutes routes) {
        routes.get(PATH, Permission.VIEW_AUDIT, this::audit)
                .navigation(
                        new NavItem(PATH, "audit", "web.audit.title", Permission.VIEW_AUDIT, 90));
    }

    private ServerResponse audit(ServerRequest request) {
        var filter = AuditFilter.of(request, LocalDate.ofInstant(clock.instant(), Formats.ZONE));
        var lines = services.reader().search(Session.user(request), filter.search(PER_PAGE));
        var older = lines.size() < PER_PAGE ? "" : filter.address(PATH, lines.getLast().number());
        return pages.page(request)
                .wide()
                .title("web.audit.title")
                .render("web/audit.jte", Map.of("lines", lines, "filter", filter, "older", older));
    }
}
