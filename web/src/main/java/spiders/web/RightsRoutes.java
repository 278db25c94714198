// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import java.util.Map;

/** {@code /rights}: who may do what, the whole policy on one page, for everybody who signed in. */
final class RightsRoutes {

    private final Pages pages;

    RightsRoutes(Pages pages) {
        this.pages = pages;
    }

    void register(SecuredRoutes routes) {
        routes.signedIn(HttpMethod.GET, "/rights", this::show);
    }

    private ServerResponse show(ServerRequest request) {
        return pages.page(request)
                .wide()
                .title("web.rights.title")
                .render("web/rights.jte", Map.of("lines", RightsLine.all()));
    }
}
