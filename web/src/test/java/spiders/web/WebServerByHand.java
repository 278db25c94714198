// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import org.springframework.web.servlet.function.ServerResponse;

import spiders.security.Permission;
import spiders.security.store.TestDatabases;

import java.time.Clock;
import java.util.List;

public final class WebServerByHand {
    public static void main(String[] args) throws Exception {
        WebServer.start(
                TestDatabases.fresh("security"),
                Clock.systemUTC(),
                List.of("web"),
                web ->
                        web.routes()
                                .get(
                                        "/rcp",
                                        Permission.VIEW_CASE,
                                        r -> ServerResponse.ok().body("x"))
                                .navigation(
                                        new NavItem(
                                                "/rcp",
                                                "board",
                                                "web.demo.boards",
                                                Permission.VIEW_BOARDS,
                                                10)),
                Integer.parseInt(args[0]));
        Thread.currentThread().join();
    }
}
