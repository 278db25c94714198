// SPDX-License-Identifier: Apache-2.0
package spiders.region.web;

import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.region.Centre;
import spiders.region.Centres;
import spiders.security.AccountCentres;
import spiders.security.Permission;
import spiders.security.User;
import spiders.security.UserName;
import spiders.web.Flash;
import spiders.web.Form;
import spiders.web.NavItem;
import spiders.web.NotFoundException;
import spiders.web.Pages;
import spiders.web.Params;
import spiders.web.SecuredRoutes;
import spiders.web.Session;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code /people}: in which centres people work, for the administrator. */
public final class PeopleRoutes {

    private static final String PATH = "/people";
    private static final String CENTRES = "centres";

    private final AccountCentres people;
    private final Pages pages;
    private final Centres centres = Centres.load();

    public PeopleRoutes(AccountCentres people, Pages pages) {
        this.people = people;
        this.pages = pages;
    }

    public void register(SecuredRoutes routes) {
        var permission = Permission.MANAGE_ACCOUNTS;
        routes.navigation(new NavItem(PATH, "hospital", "region.people.nav", permission, 82));
        routes.get(PATH, permission, this::all)
                .get(PATH + "/{name}", permission, this::one)
                .post(PATH + "/{name}/centres", permission, this::change);
    }

    private ServerResponse all(ServerRequest request) {
        var administrator = Session.user(request);
        var ids = people.all(administrator);
        var rows =
                people.people(administrator).stream()
                        .map(user ->
                                new PersonRow(
                                        user,
                                        of(
                                                ids.getOrDefault(
                                                        user.name(),
                                                        Collections.emptySortedSet()))))
                        .toList();
        return pages.render(
                request, "region.people.title", "region/people.jte", Map.of("rows", rows));
    }

    private List<Centre> of(Set<String> ids) {
        return centres.all().stream().filter(centre -> ids.contains(centre.id())).toList();
    }

    private User person(ServerRequest request) {
        var name = Params.path(request, "name", UserName::new);
        return people.person(Session.user(request), name)
                .orElseThrow(() -> new NotFoundException("no such person"));
    }

    private ServerResponse one(ServerRequest request) {
        var user = person(request);
        var ids =
                people.all(Session.user(request))
                        .getOrDefault(user.name(), Collections.emptySortedSet());
        return pages.page(request)
                .crumb(PATH, "region.people.title")
                .title("region.people.of", user.displayName())
                .render(
                        "region/person.jte",
                        Map.of("row", new PersonRow(user, of(ids)), CENTRES, centres.all()));
    }

    /** What is no centre is passed over: nobody works there. */
    private ServerResponse change(ServerRequest request) {
        var user = person(request);
        var form = Form.of(request);
        var chosen =
                centres.all().stream().map(Centre::id).filter(id -> form.has(CENTRES, id)).toList();
        people.set(Session.user(request), user.name(), chosen);
        return pages.redirect(
                request,
                PATH,
                Flash.of(Flash.Kind.DONE, "region.people.saved", user.displayName()));
    }
}
