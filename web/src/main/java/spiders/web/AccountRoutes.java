// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.security.AccountAdministration;
import spiders.security.Permission;
import spiders.security.Role;
import spiders.security.User;
import spiders.security.UserName;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code /accounts}: who may sign in, for the administrator. */
final class AccountRoutes {

    private static final String PATH = "/accounts";
    private static final int MAX_NAME = 64;
    private static final int MAX_DISPLAY_NAME = 120;

    /** A password to hand over, shown on the one page that answers its making. */
    record Handover(String name, String password) {
        @Override
        public String toString() {
            return "password of " + name;
        }
    }

    private static final Handover NOTHING = new Handover("", "");

    private final Pages pages;
    private final AccountAdministration accounts;

    AccountRoutes(Pages pages, AccountAdministration accounts) {
        this.pages = pages;
        this.accounts = accounts;
    }

    void register(SecuredRoutes routes) {
        var permission = Permission.MANAGE_ACCOUNTS;
        routes.get(PATH, permission, request -> show(request, blank(), NOTHING, 200))
                .post(PATH, permission, this::create)
                .post(PATH + "/{name}/password", permission, this::resetPassword)
                .post(PATH + "/{name}/closing", permission, this::close)
                .navigation(new NavItem(PATH, "users", "web.accounts.title", permission, 80));
    }

    private ServerResponse create(ServerRequest request) {
        var form = Form.of(request);
        var displayName = form.required("displayName", MAX_DISPLAY_NAME);
        form.required("name", MAX_NAME);
        var name = form.parse("name", UserName::new, "web.accounts.badName");
        var roles = roles(form);
        if (roles.isEmpty()) {
            form.reject("roles", "web.accounts.noRole");
        }
        if (!form.isAccepted() || name.isEmpty()) {
            return show(request, form, NOTHING, 422);
        }
        if (name.get().isReserved()) {
            form.reject("name", "web.accounts.taken");
            return show(request, form, NOTHING, 422);
        }
        var user = new User(name.get(), displayName, roles);
        var password = accounts.create(Session.user(request), user);
        if (password.isEmpty()) {
            form.reject("name", "web.accounts.taken");
            return show(request, form, NOTHING, 422);
        }
        return show(request, blank(), new Handover(name.get().value(), password.get()), 201);
    }

    private ServerResponse resetPassword(ServerRequest request) {
        var name = Params.path(request, "name", UserName::new);
        var password = accounts.resetPassword(Session.user(request), name);
        return show(request, blank(), new Handover(name.value(), password), 200);
    }

    private ServerResponse close(ServerRequest request) {
        var name = Params.path(request, "name", UserName::new);
        if (Session.user(request).name().equals(name)) {
            throw new ConflictException("web.accounts.own");
        }
        accounts.close(Session.user(request), name);
        return pages.redirect(
                request, PATH, Flash.of(Flash.Kind.DONE, "web.accounts.closed", name.value()));
    }

    private ServerResponse show(ServerRequest request, Form form, Handover handover, int status) {
        return pages.page(request)
                .status(status)
                .title("web.accounts.title")
                .render(
                        "web/accounts.jte",
                        Map.of(
                                "accounts",
                                accounts.all(Session.user(request)),
                                "form",
                                form,
                                "handoverName",
                                handover.name(),
                                "handoverPassword",
                                handover.password()));
    }

    private static Form blank() {
        return Form.with(Map.of());
    }

    private static Set<Role> roles(Form form) {
        return Arrays.stream(Role.values())
                .filter(role -> form.has("roles", role.name()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
    }
}
