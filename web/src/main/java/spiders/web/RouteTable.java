// SPDX-License-Identifier: Apache-2.0
package spiders.web;

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
}
