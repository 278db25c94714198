// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.security.ApiToken;
import spiders.security.ApiTokens;
import spiders.security.Permission;
import spiders.security.TokenOrder;
import spiders.security.User;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** A person's tokens for machines: {@code /account/tokens}, and the same for programs. */
final class TokenRoutes {

    /** What a program asks for. */
    record Order(@Nullable String label, @Nullable List<String> scope, @Nullable Integer days) {}

    /** A token as a program is told of it. */
    record Shown(
            String id,
            String label,
            List<String> scope,
            String created,
            String expires,
            @Nullable String lastUsed) {}

    /** A new one, with its secret. */
    record Made(String id, String token, String type, String expires) {}

    private static final String PATH = "/account/tokens";
    private static final String API = "/api/v1/account/tokens";
    private static final int MAX_LABEL = 60;
    private static final int DEFAULT_DAYS = 90;

    /** The lives that the page offers, in days. */
    static final List<Integer> DAYS = List.of(30, 90, 365);

    private final Pages pages;
    private final ApiTokens tokens;

    TokenRoutes(Pages pages, ApiTokens tokens) {
        this.pages = pages;
        this.tokens = tokens;
    }

    void register(SecuredRoutes routes) {
        routes.signedIn(HttpMethod.GET, PATH, request -> show(request, blank(), "", 200))
                .signedIn(HttpMethod.POST, PATH, this::create)
                .signedIn(HttpMethod.POST, PATH + "/{id}/ending", this::end)
                .signedIn(HttpMethod.GET, API, this::list)
                .signedIn(HttpMethod.POST, API, this::make)
                .signedIn(HttpMethod.DELETE, API + "/{id}", this::revoke);
    }

    private ServerResponse create(ServerRequest request) {
        var form = Form.of(request);
        var user = Session.user(request);
        var label = form.required("label", MAX_LABEL);
        var scope = scope(form.values("scope"));
        if (scope.isEmpty() || !offered(user).containsAll(scope)) {
            form.reject("scope", "web.token.noScope");
        }
        var days = form.parse("days", TokenRoutes::days, "web.token.noDays");
        if (!form.isAccepted()) {
            return show(request, form, "", 422);
        }
        var order = new TokenOrder(label, scope, Duration.ofDays(days.orElse(DEFAULT_DAYS)));
        return issue(user, order)
                .map(issued -> show(request, blank(), issued.value(), 201))
                .orElseGet(() -> refuse(request, form));
    }

    private ServerResponse refuse(ServerRequest request, Form form) {
        form.reject("label", "web.token.tooMany");
        return show(request, form, "", 422);
    }

    /** Nothing where the person has too many. */
    private Optional<ApiTokens.Issued> issue(User user, TokenOrder order) {
        try {
            return Optional.of(tokens.issue(user, order));
        } catch (IllegalArgumentException refused) {
            return Optional.empty();
        }
    }

    private static int days(String text) {
        int days = Integer.parseInt(text);
        if (!DAYS.contains(days)) {
            throw new IllegalArgumentException("no such life of a token");
        }
        return days;
    }

    private ServerResponse end(ServerRequest request) {
        if (!tokens.revoke(Session.user(request), id(request))) {
            throw new NotFoundException("token");
        }
        return pages.redirect(request, PATH, Flash.of(Flash.Kind.DONE, "web.token.ended"));
    }

    private ServerResponse show(ServerRequest request, Form form, String secret, int status) {
        var user = Session.user(request);
        return pages.page(request)
                .status(status)
                .crumb(MyAccountRoutes.PATH, "web.mine.title")
                .title("web.token.title")
                .render(
                        "web/tokens.jte",
                        Map.of(
                                "tokens",
                                tokens.of(user),
                                "permissions",
                                offered(user),
                                "days",
                                DAYS,
                                "form",
                                form,
                                "secret",
                                secret));
    }

    private ServerResponse list(ServerRequest request) {
        var shown = tokens.of(owner(request)).stream().map(TokenRoutes::shown).toList();
        return ServerResponse.ok().cacheControl(CacheControl.noStore()).body(shown);
    }

    private static Shown shown(ApiToken token) {
        return new Shown(
                token.id().toString(),
                token.label(),
                token.isWhole()
                        ? List.of("*")
                        : token.scope().stream().sorted().map(Permission::name).toList(),
                token.created().toString(),
                token.expires().toString(),
                token.lastUsed().map(Instant::toString).orElse(null));
    }

    private ServerResponse make(ServerRequest request) {
        var user = owner(request);
        var order = Params.body(request, Order.class);
        var wanted = Optional.ofNullable(order.scope()).orElse(List.of());
        var scope = scope(wanted);
        if (scope.size() != Set.copyOf(wanted).size() || !offered(user).containsAll(scope)) {
            throw new InvalidParamException("scope");
        }
        int days = Objects.requireNonNullElse(order.days(), DEFAULT_DAYS);
        var issued =
                issue(user, order(Optional.ofNullable(order.label()).orElse(""), scope, days))
                        .orElseThrow(() -> new ConflictException("web.token.many"));
        return ServerResponse.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .body(
                        new Made(
                                issued.id().toString(),
                                issued.value(),
                                "Bearer",
                                issued.expires().toString()));
    }

    private static TokenOrder order(String label, Set<Permission> scope, int days) {
        try {
            return new TokenOrder(label, scope, Duration.ofDays(days));
        } catch (IllegalArgumentException refused) {
            throw new InvalidParamException(
                    label.isBlank() || label.length() > MAX_LABEL
                            ? "label"
                            : scope.isEmpty() ? "scope" : "days");
        }
    }

    private ServerResponse revoke(ServerRequest request) {
        if (!tokens.revoke(owner(request), id(request))) {
            throw new NotFoundException("token");
        }
        return ServerResponse.noContent().build();
    }

    /** Who asks, if not by a token for a part: such a one has no say over tokens. */
    private static User owner(ServerRequest request) {
        var user = Session.user(request);
        if (!user.scope().equals(User.EVERYTHING)) {
            throw new ConflictException("web.token.part");
        }
        return user;
    }

    /** What a token of this person may be for. */
    private static List<Permission> offered(User user) {
        return Arrays.stream(Permission.values())
                .filter(user::may)
                .filter(permission -> !TokenOrder.FOR_PEOPLE_ALONE.contains(permission))
                .toList();
    }

    private static UUID id(ServerRequest request) {
        return Params.path(request, "id", UUID::fromString);
    }

    /** The permissions of these names; other names are none. */
    private static Set<Permission> scope(List<String> names) {
        return Arrays.stream(Permission.values())
                .filter(permission -> names.contains(permission.name()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Form blank() {
        return Form.with(Map.of());
    }
}
