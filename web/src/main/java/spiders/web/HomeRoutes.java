// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import java.util.Map;

/** {@code /}: what the modules have for this user, and {@code /interface}: the style guide. */
final class HomeRoutes {

    private final Pages pages;

    HomeRoutes(Pages pages) {
        this.pages = pages;
    }

    void register(SecuredRoutes routes) {
        routes.signedIn(HttpMethod.GET, "/", this::home)
                .signedIn(HttpMethod.GET, "/interface", this::styleGuide);
    }

    private ServerResponse home(ServerRequest request) {
        var page = pages.of(request);
        var sections = pages.sections(page).stream().map(section -> section.content(page)).toList();
        return pages.render(
                request,
                "web.home.title",
                "web/home.jte",
                Map.of("sections", sections, "links", pages.navigation(page)));
    }

    private ServerResponse styleGuide(ServerRequest request) {
        return pages.page(request).title("web.guide.title").render("web/guide.jte", Map.of());
    }
}
