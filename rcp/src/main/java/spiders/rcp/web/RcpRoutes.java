// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.security.Permission;
import spiders.web.NavItem;
import spiders.web.Pages;
import spiders.web.SecuredRoutes;
import spiders.web.Sse;

import java.time.Clock;

/** Every route of boards, sessions and cases: pages and JSON. */
public final class RcpRoutes {

    private static final int CALENDAR_ORDER = 10;
    private static final int READINESS_ORDER = 12;
    private static final int BOARDS_ORDER = 15;
    private static final int PRE_READ_ORDER = 17;
    private static final int EMERGENCY_ORDER = 60;

    private final RcpServices services;
    private final Pages pages;
    private final Sse sse;

    public RcpRoutes(RcpServices services, Pages pages, Sse sse) {
        this.services = services;
        this.pages = pages;
        this.sse = sse;
    }

    public void register(SecuredRoutes routes) {
        Failures.register(routes);
        services.events().listen(this::tell);
        services.readiness().listen(() -> sse.changed(Topics.READINESS));
        navigation(routes);
        routes.home(new SessionsAtHome(services.boards(), pages));
        new BoardPages(services, pages, sse).register(routes);
        new CalendarPages(services, pages).register(routes);
        new CalendarApi(services).register(routes);
        new RegistrationPages(services, pages).register(routes);
        new ImportPages(services, pages).register(routes);
        new InboxPages(services.inbound(), pages).register(routes);
        new HeldPages(services, pages).register(routes);
        new CasePages(services, pages, sse).register(routes);
        new DiscPages(services.discs(), pages).register(routes);
        new BoardApi(services).register(routes);
        new CaseApi(services, pages).register(routes);
        new FhirApi(services).register(routes);
        new FhirFiches(services, pages).register(routes);
        new ImagingApi(services, pages).register(routes);
        new MemberPages(services, pages).register(routes);
        new AttendancePages(services, pages, Clock.systemUTC()).register(routes);
        new IndicatorPages(services, pages).register(routes);
        new ReadinessPages(services, pages, sse).register(routes);
        new RoomPages(services, pages).register(routes);
        new FichePages(services, pages).register(routes);
        new DeliveryRoutes(services, pages).register(routes);
        new PreReadPages(services, pages).register(routes);
        new RotaPages(services, pages).register(routes);
        new InformationPages(services, pages).register(routes);
        new EmergencyPages(services, pages).register(routes);
        new ReviewPages(services.rights(), pages, Clock.systemUTC()).register(routes);
        routes.notice(new EmergencyBanner(services.rights()));
        new ManifestApi(services.manifests()).register(routes);
    }

    private static void navigation(SecuredRoutes routes) {
        routes.navigation(
                new NavItem(
                        "/sessions",
                        "calendar",
                        "rcp.nav.calendar",
                        Permission.VIEW_BOARDS,
                        CALENDAR_ORDER));
        routes.navigation(
                new NavItem(
                        "/readiness",
                        "scan",
                        "rcp.nav.readiness",
                        Permission.VIEW_CASE,
                        READINESS_ORDER));
        routes.navigation(
                new NavItem(
                        "/boards",
                        "board",
                        "rcp.nav.boards",
                        Permission.VIEW_BOARDS,
                        BOARDS_ORDER));
        routes.navigation(
                new NavItem(
                        "/pre-read",
                        "eye",
                        "rcp.nav.pre-read",
                        Permission.PRE_READ,
                        PRE_READ_ORDER));
        routes.navigation(
                new NavItem(
                        "/emergency",
                        "lock",
                        "rcp.nav.emergency",
                        Permission.OPEN_EMERGENCY,
                        EMERGENCY_ORDER));
    }

    private void tell(java.util.UUID session, java.util.UUID boardCase) {
        sse.changed(Topics.session(session));
        sse.changed(Topics.boardCase(boardCase));
    }
}
