// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

import java.util.List;

/** Every route there is, with its guard; {@link SecuredRoutes} makes it. */
public record RouteTable(List<Route> routes) {

    public RouteTable {
        routes = List.copyOf(routes);
    }

    /** The routes that need no sign-in. */
    public List<Route> open() {
        return routes.stream().filter(route -> route.guard() instanceof Guard.Open).toList();
    }

    boolean isOpen(HttpServletRequest request) {
        return open().stream().anyMatch(route -> matches(route, request));
    }

    private static boolean matches(Route route, HttpServletRequest request) {
        return PathPatternRequestMatcher.withDefaults()
                .matcher(route.method(), route.pattern())
                .matches(request);
    }
}
