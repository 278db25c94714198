// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.rcp.HeldOrders;
import spiders.rcp.Inbound;
import spiders.security.Permission;
import spiders.security.User;
import spiders.web.NavItem;
import spiders.web.Pages;
import spiders.web.SecuredRoutes;
import spiders.web.Session;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /inbound}: the messages of other board tools, and what became of them. */
final class InboxPages {

    private static final String PATH = "/inbound";
    private static final int NAV_ORDER = 62;

    private final Inbound inbound;
    private final Pages pages;

    InboxPages(Inbound inbound, Pages pages) {
        this.inbound = inbound;
        this.pages = pages;
    }

    void register(SecuredRoutes routes) {
        routes.get(PATH, Inbound.SUPERVISES, this::list)
                .navigation(
                        new NavItem(
                                PATH, "arriving", "rcp.inbox.nav", Inbound.SUPERVISES, NAV_ORDER));
    }

    private List<InboxLine> lines(User user) {
        var held = inbound.held().of(user);
        return inbound.received(user).stream()
                .map(one -> {
                    var named = new HeldOrders.Message(one.sender(), one.controlId());
                    return InboxLine.of(
                            one, Optional.ofNullable(held.get(named)).stream().toList());
                })
                .sorted(Comparator.comparing(line -> line.held().isEmpty()))
                .toList();
    }

    private ServerResponse list(ServerRequest request) {
        var user = Session.user(request);
        return pages.page(request)
                .wide()
                .title("rcp.inbox.title")
                .render(
                        "rcp/inbox.jte",
                        Map.of("messages", lines(user), "opens", user.may(Permission.VIEW_CASE)));
    }
}
