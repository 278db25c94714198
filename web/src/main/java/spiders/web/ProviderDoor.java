// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

import spiders.security.FederatedAccounts;
import spiders.security.FederatedSignIn;
import spiders.security.OidcProvider;
import spiders.web.oidc.OidcRefusal;
import spiders.web.oidc.OidcSignIn;
import spiders.web.oidc.Recognised;
import spiders.web.oidc.RefusedAdmissionException;

import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.util.Optional;

/**
 * The door for whom an identity provider sends: into an account, or to a page that says why not.
 *
 * <p>A browser that comes from another site sends no session cookie, and would not on a redirect
 * either ({@code SameSite=Strict}): it is shown a page of ours that leads on.
 */
final class ProviderDoor {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderDoor.class);

    /** What the session at a provider is ended with. */
    record SignOutHint(String provider, String idToken) implements Serializable {
        @Override
        public String toString() {
            return "hint for " + provider;
        }
    }

    private static final String HINT = ProviderDoor.class.getName() + ".hint";

    private final OidcSignIn oidc;
    private final FederatedAccounts accounts;
    private final WebSettings settings;

    ProviderDoor(OidcSignIn oidc, FederatedAccounts accounts, WebSettings settings) {
        this.oidc = oidc;
        this.accounts = accounts;
        this.settings = settings;
    }

    OAuth2AuthorizationRequestRedirectFilter start() {
        return oidc.start(this::refuse);
    }

    AbstractAuthenticationProcessingFilter comingBack() {
        var filter = oidc.comingBack(this::admit);
        filter.setAuthenticationSuccessHandler(ProviderDoor::leadOn);
        filter.setAuthenticationFailureHandler(this::refuse);
        return filter;
    }

    private Authentication admit(HttpServletRequest request, Recognised recognised) {
        var identity = recognised.identity();
        var visitor =
                switch (accounts.signIn(identity)) {
                    case FederatedSignIn.Accepted(var user) ->
                            Visitor.withActivities(user, recognised.activities());
                    case FederatedSignIn.Closed() ->
                            throw new RefusedAdmissionException(OidcRefusal.CLOSED);
                    case FederatedSignIn.TooManyPending() ->
                            throw new RefusedAdmissionException(OidcRefusal.FULL);
                };
        if (!visitor.user().acting().isNone()) {
            accounts.chose(visitor.user());
        }
        request.setAttribute(HINT, new SignOutHint(identity.provider(), recognised.idToken()));
        return AccountAuthentication.authenticated(visitor);
    }

    private static void leadOn(
            HttpServletRequest request, HttpServletResponse response, Authentication visitor)
            throws IOException, ServletException {
        request.getSession().setAttribute(HINT, request.getAttribute(HINT));
        ProviderRoutes.leadOn(request, response, OidcSignIn.back(request));
    }

    private void refuse(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException failure)
            throws IOException, ServletException {
        var refusal = OidcRefusal.of(failure);
        var provider = oidc.provider(request);
        var id = provider.map(OidcProvider::id).orElse("unknown provider");
        switch (refusal) {
            case CLOSED, FULL -> {} // Recorded where it was decided.
            case UNREACHABLE -> accounts.failed(id, OidcRefusal.word(failure));
            case CANCELLED, STALE, LEVEL, INVALID ->
                    accounts.refused(id, OidcRefusal.word(failure));
        }
        LOG.info("Sign-in by {}: {}, {}", id, refusal, Traces.withoutData(failure));
        ProviderRoutes.refuse(
                request, response, refusal, provider.map(OidcProvider::name).orElse("?"));
    }

    /** Remembers, before the session goes, what the provider's session is ended with. */
    static void keepHint(HttpServletRequest request) {
        Optional.ofNullable(request.getSession(false))
                .map(session -> session.getAttribute(HINT))
                .ifPresent(hint -> request.setAttribute(HINT, hint));
    }

    /** After our session has ended: to the end of the provider's, where there is one. */
    void afterSignOut(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        Optional<URI> end =
                request.getAttribute(HINT) instanceof SignOutHint(var provider, var idToken)
                        ? oidc.signOut(provider, idToken, address() + "/login")
                        : Optional.empty();
        if (end.isPresent()) {
            ProviderRoutes.leadOut(request, response, end.get());
            return;
        }
        response.sendRedirect("/login");
    }

    private String address() {
        return settings.address().isEmpty()
                ? ServletUriComponentsBuilder.fromCurrentContextPath().toUriString()
                : settings.address();
    }
}
