// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.security.AccountAdministration;
import spiders.security.AccountSummary;
import spiders.security.Permission;
import spiders.security.Role;
import spiders.security.User;
import spiders.security.UserName;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code /accounts}: who may sign in, for the administrator. */
final class AccountRoutes {

    private static final String PATH = "/accounts";
    private static final int MAX_NAME = 64;
    private static final int MAX_DISPLAY_NAME = 120;

    /** How long a system's token may live, in the order of the choice. */
    private static final List<Duration> LIVES =
            List.of(Duration.ofDays(30), Duration.ofDays(90), Duration.ofDays(365));

    private static final Duration DEFAULT_LIFE = Duration.ofDays(365);

    private final Pages pages;
    private final AccountAdministration accounts;
    private final OpenSessions sessions;

    AccountRoutes(Pages pages, AccountAdministration accounts, OpenSessions sessions) {
        this.pages = pages;
        this.accounts = accounts;
        this.sessions = sessions;
    }

    void register(SecuredRoutes routes) {
        var permission = Permission.MANAGE_ACCOUNTS;
        routes.get(PATH, permission, request -> show(request, blank(), Handover.NOTHING, 200))
                .post(PATH, permission, this::create)
                .get(PATH + "/{name}", permission, this::account)
                .post(PATH + "/{name}/roles", permission, this::changeRoles)
                .post(PATH + "/{name}/second-factor/reset", permission, this::resetFactor)
                .post(PATH + "/{name}/passkeys/removal", permission, this::removePasskeys)
                .post(PATH + "/{name}/password", permission, this::resetPassword)
                .post(PATH + "/{name}/tokens", permission, this::issueToken)
                .post(PATH + "/{name}/tokens/ending", permission, this::endTokens)
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
        if (roles.contains(Role.PEER) && roles.size() > 1) {
            form.reject("roles", "web.accounts.peerAlone");
        }
        if (!form.isAccepted() || name.isEmpty()) {
            return show(request, form, Handover.NOTHING, 422);
        }
        if (name.get().isReserved()) {
            return taken(request, form);
        }
        return create(request, form, new User(name.get(), displayName, roles));
    }

    /** A person gets a password, a system its first token. */
    private ServerResponse create(ServerRequest request, Form form, User user) {
        var administrator = Session.user(request);
        if (user.isPeer()) {
            return accounts.createPeer(administrator, user)
                    ? issued(request, user.name(), lifetime(request), 201)
                    : taken(request, form);
        }
        return accounts.create(administrator, user)
                .map(made -> show(request, blank(), Handover.password(user.name(), made), 201))
                .orElseGet(() -> taken(request, form));
    }

    private ServerResponse taken(ServerRequest request, Form form) {
        form.reject("name", "web.accounts.taken");
        return show(request, form, Handover.NOTHING, 422);
    }

    private ServerResponse issueToken(ServerRequest request) {
        var name = Params.path(request, "name", UserName::new);
        return issued(request, name, lifetime(request), 200);
    }

    private ServerResponse issued(
            ServerRequest request, UserName name, Duration lifetime, int status) {
        var token = accounts.issueToken(Session.user(request), name, lifetime);
        return show(request, blank(), Handover.token(name, token.value()), status);
    }

    private static Duration lifetime(ServerRequest request) {
        return Params.optional(request, "days", AccountRoutes::days).orElse(DEFAULT_LIFE);
    }

    private static Duration days(String text) {
        var life = Duration.ofDays(Integer.parseInt(text));
        if (!LIVES.contains(life)) {
            throw new IllegalArgumentException("no such life of a token");
        }
        return life;
    }

    private ServerResponse endTokens(ServerRequest request) {
        var name = Params.path(request, "name", UserName::new);
        accounts.endTokens(Session.user(request), name);
        return pages.redirect(
                request, PATH, Flash.of(Flash.Kind.DONE, "web.accounts.tokensEnded", name.value()));
    }

    private ServerResponse resetPassword(ServerRequest request) {
        var name = Params.path(request, "name", UserName::new);
        var password = accounts.resetPassword(Session.user(request), name);
        sessions.closeAll(name);
        return show(request, blank(), Handover.password(name, password), 200);
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

    private ServerResponse account(ServerRequest request) {
        var account = summary(request);
        var roles = account.user().roles().stream().map(Role::name).toList();
        return account(request, account, Form.ofAll(Map.of("roles", roles)), 200);
    }

    private ServerResponse account(
            ServerRequest request, AccountSummary account, Form form, int status) {
        var providers =
                accounts.providers(Session.user(request))
                        .getOrDefault(account.user().name(), Collections.emptySortedSet());
        return pages.page(request)
                .status(status)
                .crumb(PATH, "web.accounts.title")
                .title("web.account.title", account.user().name().value())
                .render(
                        "web/account.jte",
                        Map.of(
                                "account",
                                account,
                                "providers",
                                providers,
                                "form",
                                form,
                                "passkeys",
                                accounts.passkeys(Session.user(request))
                                        .getOrDefault(account.user().name(), 0),
                                "hasFactor",
                                accounts.withSecondFactor(Session.user(request))
                                        .contains(account.user().name())));
    }

    private ServerResponse changeRoles(ServerRequest request) {
        var account = summary(request);
        var name = account.user().name();
        if (Session.user(request).name().equals(name)) {
            throw new ConflictException("web.account.own");
        }
        var form = Form.of(request);
        var roles = roles(form);
        if (roles.isEmpty() || roles.contains(Role.PEER)) {
            form.reject("roles", "web.accounts.noRole");
            return account(request, account, form, 422);
        }
        accounts.changeRoles(Session.user(request), name, roles);
        return pages.redirect(
                request, PATH, Flash.of(Flash.Kind.DONE, "web.account.saved", name.value()));
    }

    private ServerResponse resetFactor(ServerRequest request) {
        var name = Params.path(request, "name", UserName::new);
        if (Session.user(request).name().equals(name)) {
            throw new ConflictException("web.account.own");
        }
        accounts.resetSecondFactor(Session.user(request), name);
        return pages.redirect(
                request,
                PATH + "/" + name.value(),
                Flash.of(Flash.Kind.DONE, "web.account.factorReset", name.value()));
    }

    private ServerResponse removePasskeys(ServerRequest request) {
        var name = Params.path(request, "name", UserName::new);
        accounts.removePasskeys(Session.user(request), name);
        return pages.redirect(
                request,
                PATH + "/" + name.value(),
                Flash.of(Flash.Kind.DONE, "web.account.passkeysRemoved", name.value()));
    }

    private AccountSummary summary(ServerRequest request) {
        var name = Params.path(request, "name", UserName::new);
        return accounts.all(Session.user(request)).stream()
                .filter(account -> account.user().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("account"));
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
                                "tokens",
                                accounts.tokens(Session.user(request)),
                                "handover",
                                handover));
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
