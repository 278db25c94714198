// SPDX-License-Identifier: Apache-2.0
package spiders.web.oidc;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2LoginAuthenticationFilter;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

import spiders.security.FederatedIdentity;
import spiders.security.OidcProvider;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where browsers come back to: Spring Security's filter, whose person becomes one of ours. */
final class ReturnFilter extends OAuth2LoginAuthenticationFilter {

    private final OidcProviders providers;
    private final Admission admission;

    ReturnFilter(OidcProviders providers, Admission admission) {
        super(providers, new NothingKept(), OidcSignIn.RETURN);
        this.providers = providers;
        this.admission = admission;
    }

    @Override
    public Authentication attemptAuthentication(
            HttpServletRequest request, HttpServletResponse response) {
        try {
            return super.attemptAuthentication(request, response)
                                    instanceof OAuth2AuthenticationToken token
                            && token.getPrincipal() instanceof OidcUser user
                    ? admitted(request, token.getAuthorizedClientRegistrationId(), user)
                    : refuse();
        } catch (ProviderUnreachableException e) {
            throw new OAuth2AuthenticationException(new OAuth2Error("unreachable"), e);
        }
    }

    private static Authentication refuse() {
        throw new OAuth2AuthenticationException("no_id_token");
    }

    private Authentication admitted(HttpServletRequest request, String id, OidcUser user) {
        var provider =
                providers
                        .provider(id)
                        .orElseThrow(() -> new IllegalArgumentException("no provider " + id));
        return admission.admit(
                request,
                new Recognised(
                        identity(provider, user),
                        new ProfessionalClaims(user.getClaims()).activities(),
                        user.getIdToken().getTokenValue()));
    }

    private static FederatedIdentity identity(OidcProvider provider, OidcUser user) {
        var claims = provider.claims();
        try {
            return new FederatedIdentity(
                    provider.id(),
                    provider.issuer().toString(),
                    Optional.ofNullable(user.getSubject()).orElse(""),
                    text(user, claims.account()),
                    name(user, claims.name()),
                    Optional.ofNullable(user.getIdToken().getAuthenticationContextClass())
                            .orElse(""));
        } catch (IllegalArgumentException e) {
            throw new OAuth2AuthenticationException(new OAuth2Error("invalid_claims"), e);
        }
    }

    private static String name(OidcUser user, String claim) {
        var whole = text(user, claim);
        return whole.isEmpty()
                ? Stream.of("given_name", "family_name")
                        .map(part -> text(user, part))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(" "))
                : whole;
    }

    private static String text(OidcUser user, String claim) {
        return user.getClaims().get(claim) instanceof String text ? text.strip() : "";
    }

    /** Keeps no token: we ask the provider for nothing after the sign-in. */
    private static final class NothingKept implements OAuth2AuthorizedClientRepository {

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals") // The interface has it so.
        public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
                String id, Authentication principal, HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(
                OAuth2AuthorizedClient client,
                Authentication principal,
                HttpServletRequest request,
                HttpServletResponse response) {}

        @Override
        public void removeAuthorizedClient(
                String id,
                Authentication principal,
                HttpServletRequest request,
                HttpServletResponse response) {}
    }
}
