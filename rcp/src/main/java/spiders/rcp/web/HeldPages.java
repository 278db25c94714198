// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.rcp.HeldOrders;
import spiders.security.PatientKey;
import spiders.security.Permission;
import spiders.security.User;
import spiders.web.Flash;
import spiders.web.Pages;
import spiders.web.Params;
import spiders.web.SecuredRoutes;
import spiders.web.Session;

import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.UUID;

/** {@code /inbound/ID}: an order that was refused for a doubt, which a person settles. */
final class HeldPages {

    private static final System.Logger LOG = System.getLogger(HeldPages.class.getName());
    private static final String PATH = "/inbound/{held}";
    private static final String NOBODY_YET = "new";

    private final RcpServices services;
    private final HeldOrders held;
    private final Pages pages;

    HeldPages(RcpServices services, Pages pages) {
        this.services = services;
        this.held = services.inbound().held();
        this.pages = pages;
    }

    void register(SecuredRoutes routes) {
        routes.get(PATH, Permission.REGISTER_CASE, this::show)
                .post(PATH + "/case", Permission.REGISTER_CASE, this::place)
                .post(PATH + "/dismissal", Permission.REGISTER_CASE, this::dismiss);
    }

    private ServerResponse show(ServerRequest request) {
        var order = held.open(Session.user(request), id(request));
        return pages.page(request)
                .crumb("/inbound", "rcp.inbox.title")
                .title("rcp.held.title")
                .wide()
                .render(
                        "rcp/held.jte",
                        Map.of(
                                "order",
                                order,
                                "patient",
                                new PatientText(order.traits(), services.boards().today())));
    }

    private ServerResponse place(ServerRequest request) {
        var user = Session.user(request);
        var id = id(request);
        // Whether it is theirs comes before whether the rest makes sense.
        held.requireTheirs(user, id);
        var session = Params.required(request, "session", UUID::fromString);
        var whom = Params.required(request, "patient", text -> text);
        var placed =
                whom.equals(NOBODY_YET)
                        ? held.placeNew(user, id, session)
                        : held.place(
                                user,
                                id,
                                session,
                                Params.required(request, "patient", PatientKey::parse));
        search(user, placed);
        return pages.redirect(
                request, "/cases/" + placed, Flash.of(Flash.Kind.DONE, "rcp.held.placed"));
    }

    /** The case is written, whatever becomes of its search: who looks at it searches again. */
    private void search(User user, UUID placed) {
        if (!user.may(Permission.SEARCH_IMAGING)) {
            return;
        }
        try {
            services.imaging().search(user, placed);
        } catch (RuntimeException e) {
            // What is thrown might quote the patient.
            LOG.log(Level.WARNING, "Held: no search for a new case: {0}", e.getClass().getName());
        }
    }

    private ServerResponse dismiss(ServerRequest request) {
        held.dismiss(Session.user(request), id(request));
        return pages.redirect(request, "/inbound", Flash.of(Flash.Kind.DONE, "rcp.held.dismissed"));
    }

    private static UUID id(ServerRequest request) {
        return Ids.path(request, "held");
    }
}
