// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.security.Action;
import spiders.security.AuditEvent;
import spiders.security.User;
import spiders.web.passkey.PasskeySignIn;
import spiders.web.passkey.RefusedPasskeyException;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** {@code /account}: a person's own account, and the passkeys by which they sign in. */
final class MyAccountRoutes {

    static final String PATH = "/account";

    private static final String SESSIONS = PATH + "/sessions";
    private static final String PASSKEYS = PATH + "/passkeys";
    private static final int MAX_BODY = 64 << 10;

    private final Pages pages;
    private final Web.Services services;
    private final OpenSessions sessions;
    private final Optional<PasskeySignIn> signIn;

    /** Without passkeys where browsers would offer none. */
    MyAccountRoutes(
            Pages pages,
            Web.Services services,
            OpenSessions sessions,
            Optional<PasskeySignIn> signIn) {
        this.pages = pages;
        this.services = services;
        this.sessions = sessions;
        this.signIn = signIn;
    }

    void register(SecuredRoutes routes) {
        routes.signedIn(HttpMethod.GET, PATH, this::show)
                .signedIn(HttpMethod.POST, SESSIONS + "/others/closing", this::closeOthers)
                .signedIn(HttpMethod.POST, SESSIONS + "/{key}/closing", this::close)
                .signedIn(HttpMethod.POST, PASSKEYS + "/options", this::begin)
                .signedIn(HttpMethod.POST, PASSKEYS, this::add)
                .signedIn(HttpMethod.POST, PASSKEYS + "/{id}/removal", this::remove)
                .failure(
                        RefusedPasskeyException.class,
                        e -> Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "web.passkey.refused"));
    }

    private ServerResponse show(ServerRequest request) {
        var user = Session.user(request);
        return pages.render(
                request,
                "web.mine.title",
                "web/mine.jte",
                Map.of(
                        "sessions",
                        sessions.of(user.name(), request.servletRequest().getSession()),
                        "passkeys",
                        services.passkeys().of(user.name()),
                        "offered",
                        isOffered(request),
                        "hasFactor",
                        services.secondFactors().isEnrolled(user.name()),
                        "federated",
                        services.federated().isFederated(user.name())));
    }

    private ServerResponse close(ServerRequest request) {
        var user = Session.user(request);
        if (!sessions.close(user.name(), Params.path(request, "key", key -> key))) {
            throw new NotFoundException("session");
        }
        return closed(request, user, 1);
    }

    private ServerResponse closeOthers(ServerRequest request) {
        var user = Session.user(request);
        var asking = request.servletRequest().getSession();
        return closed(request, user, sessions.closeOthers(user.name(), asking));
    }

    private ServerResponse closed(ServerRequest request, User user, int count) {
        services.audit()
                .record(AuditEvent.of(user, Action.CLOSE_SESSIONS).detail(String.valueOf(count)));
        return pages.redirect(
                request, PATH, Flash.of(Flash.Kind.DONE, "web.session.closed", count));
    }

    /** Whom a provider vouches for comes by it, and by nothing that it does not know of. */
    private boolean isOffered(ServerRequest request) {
        return signIn.isPresent()
                && !services.federated().isFederated(Session.user(request).name());
    }

    private ServerResponse begin(ServerRequest request) {
        var person = Objects.requireNonNull(SecurityContextHolder.getContext().getAuthentication());
        return ServerResponse.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(offered(request).begin(request.servletRequest(), person));
    }

    private ServerResponse add(ServerRequest request) {
        var body = Params.text(request, MAX_BODY);
        offered(request).register(request.servletRequest(), Session.user(request), body);
        return ServerResponse.noContent().build();
    }

    private PasskeySignIn offered(ServerRequest request) {
        return signIn.filter(ceremonies -> isOffered(request))
                .orElseThrow(() -> new ConflictException("web.passkey.none"));
    }

    private ServerResponse remove(ServerRequest request) {
        var id = Params.path(request, "id", text -> text);
        if (!services.passkeys().remove(Session.user(request), id)) {
            throw new NotFoundException("passkey");
        }
        return pages.redirect(request, PATH, Flash.of(Flash.Kind.DONE, "web.passkey.removed"));
    }
}
