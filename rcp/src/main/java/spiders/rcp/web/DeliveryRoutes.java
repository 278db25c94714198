// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.rcp.Deliveries;
import spiders.security.Permission;
import spiders.web.Flash;
import spiders.web.Pages;
import spiders.web.SecuredRoutes;
import spiders.web.Session;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** An approved fiche sent by secure mail, from its page. */
final class DeliveryRoutes {

    private static final String PATH = "/cases/{case}/fiche/deliveries";

    private final RcpServices services;
    private final Deliveries deliveries;
    private final Pages pages;

    DeliveryRoutes(RcpServices services, Pages pages) {
        this.services = services;
        this.deliveries = services.deliveries();
        this.pages = pages;
    }

    void register(SecuredRoutes routes) {
        routes.post(PATH, Permission.EDIT_CASE, this::order)
                .post(PATH + "/{delivery}/again", Permission.EDIT_CASE, this::again);
    }

    private ServerResponse order(ServerRequest request) {
        var user = Session.user(request);
        // Whether there is such a case comes before whether the rest makes sense.
        var id = services.cases().file(user, Ids.path(request, "case")).boardCase().id();
        var addresses = addresses(request.param("addresses").orElse(""));
        var wrong = addresses.stream().filter(one -> !deliveries.rule().allows(one)).toList();
        boolean isMany = addresses.size() > Deliveries.MOST_AT_ONCE;
        if (addresses.isEmpty() || isMany || !wrong.isEmpty()) {
            return back(
                    request, id, Flash.of(Flash.Kind.FAILED, "rcp.delivery.wrong", wrong.size()));
        }
        int queued = deliveries.order(user, id, addresses);
        return back(request, id, Flash.of(Flash.Kind.DONE, "rcp.delivery.queued", queued));
    }

    private static List<String> addresses(String typed) {
        return Arrays.stream(typed.split("[\\s,;]+")).filter(one -> !one.isEmpty()).toList();
    }

    private ServerResponse again(ServerRequest request) {
        var user = Session.user(request);
        var id = services.cases().file(user, Ids.path(request, "case")).boardCase().id();
        deliveries.again(user, id, Ids.path(request, "delivery"));
        return back(request, id, Flash.of(Flash.Kind.DONE, "rcp.delivery.queued", 1));
    }

    private ServerResponse back(ServerRequest request, UUID id, Flash flash) {
        return pages.redirect(request, "/cases/" + id + "/fiche", flash);
    }
}
