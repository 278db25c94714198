// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.security.Permission;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;

/**
 * {@code /audit}, and as FHIR {@code /api/v1/audit/fhir}: who did what, for the administrator and
 * the data protection officer.
 */
final class AuditRoutes {

    private static final String PATH = "/audit";
    private static final String EVENTS = "/api/v1/audit/fhir";
    private static final MediaType FHIR = MediaType.parseMediaType("application/fhir+json");
    private static final int PER_PAGE = 50;
    private static final int PER_BUNDLE = 200;

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
                .get(EVENTS, Permission.VIEW_AUDIT, this::events)
                .navigation(
                        new NavItem(PATH, "audit", "web.audit.title", Permission.VIEW_AUDIT, 90));
    }

    /** The same for programs, as FHIR R4 has it. */
    private ServerResponse events(ServerRequest request) {
        var filter = AuditFilter.of(request, LocalDate.ofInstant(clock.instant(), Formats.ZONE));
        var lines = services.reader().search(Session.user(request), filter.search(PER_BUNDLE));
        var next =
                lines.size() < PER_BUNDLE ? "" : filter.address(EVENTS, lines.getLast().number());
        return ServerResponse.ok()
                .contentType(FHIR)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(
                        AuditEventResources.bundle(
                                lines, filter.address(EVENTS, filter.before()), next));
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
