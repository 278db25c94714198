// SPDX-License-Identifier: Apache-2.0
package spiders.region.web;

import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.region.Centres;
import spiders.region.SourceDirectory;
import spiders.region.SourceEcho;
import spiders.security.Permission;
import spiders.web.Flash;
import spiders.web.NavItem;
import spiders.web.NotFoundException;
import spiders.web.Pages;
import spiders.web.SecuredRoutes;
import spiders.web.Session;

import java.util.Map;

/** {@code /sources}: the PACS of the network, what each last answered, and a test of each. */
public final class SourceRoutes {

    private final SourceDirectory directory;
    private final SourceEcho echo;
    private final Pages pages;
    private final Centres centres = Centres.load();

    public SourceRoutes(SourceDirectory directory, SourceEcho echo, Pages pages) {
        this.directory = directory;
        this.echo = echo;
        this.pages = pages;
    }

    public void register(SecuredRoutes routes) {
        routes.navigation(
                new NavItem(
                        "/sources", "source", "region.sources.nav", Permission.MANAGE_SOURCES, 50));
        routes.get("/sources", Permission.MANAGE_SOURCES, this::sources);
        routes.post("/sources/{source}/echo", Permission.MANAGE_SOURCES, this::echo);
    }

    private ServerResponse sources(ServerRequest request) {
        var rows =
                directory.all().stream()
                        .map(source -> SourceRow.of(source, directory, centres))
                        .toList();
        return pages.render(
                request, "region.sources.title", "region/sources.jte", Map.of("rows", rows));
    }

    private ServerResponse echo(ServerRequest request) throws InterruptedException {
        var state = echo.echo(Session.user(request), request.pathVariable("source"));
        if (state.isEmpty()) {
            throw new NotFoundException("no such source");
        }
        return pages.redirect(
                request, "/sources", Flash.of(Flash.Kind.DONE, "region.sources.echoed"));
    }
}
