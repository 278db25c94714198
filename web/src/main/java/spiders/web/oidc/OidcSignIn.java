// SPDX-License-Identifier: Apache-2.0
package spiders.web.oidc;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.web.util.UriComponentsBuilder;

import spiders.security.OidcProvider;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Signing in with the providers of the configuration: Spring Security's filters for the
 * authorisation code flow with PKCE, state and nonce, put together. What is of ours: providers are
 * asked for their description late, the level that was asked for is insisted on, and a sign-in
 * under way has a cookie of its own.
 */
public final class OidcSignIn {

    /** Below it a provider's id begins a sign-in. */
    public static final String START = "/login/with";

    static final String RETURN = "/login/from/*";

    private static final String RETURN_ADDRESS = "/login/from/{registrationId}";
    private static final String ACR_VALUES = "acr_values";

    private final List<OidcProvider> all;
    private final OidcProviders providers;
    private final SignInFlows flows;
    private final TokenDecoders decoders;

    /**
     * For these providers.
     *
     * @param address what browsers call this hub, such as {@code https://hub.example}; where it is
     *     empty, what the browser's request says
     * @param secure whether browsers come by HTTPS
     * @throws IOException if a file of trusted authorities cannot be read
     */
    public OidcSignIn(List<OidcProvider> all, String address, boolean secure, Clock clock)
            throws IOException {
        this.all = List.copyOf(all);
        var base = address.isEmpty() ? "{baseUrl}" : address;
        providers = new OidcProviders(all, base + RETURN_ADDRESS, clock);
        flows = new SignInFlows(secure, clock);
        decoders = new TokenDecoders(providers);
    }

    /** The providers, in the order of the configuration. */
    public List<OidcProvider> providers() {
        return all;
    }

    /** Sends browsers to a provider. */
    public OAuth2AuthorizationRequestRedirectFilter start(AuthenticationFailureHandler onFailure) {
        var resolver = new DefaultOAuth2AuthorizationRequestResolver(providers, START);
        resolver.setAuthorizationRequestCustomizer(this::askForLevel);
        var filter = new OAuth2AuthorizationRequestRedirectFilter(resolver);
        filter.setAuthorizationRequestRepository(flows);
        filter.setAuthenticationFailureHandler(onFailure);
        return filter;
    }

    /** Takes browsers back from a provider; sessions and handlers are still to be given to it. */
    public AbstractAuthenticationProcessingFilter comingBack(Admission admission) {
        OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> tokens =
                request ->
                        providers
                                .client(request.getClientRegistration().getRegistrationId())
                                .tokens()
                                .getTokenResponse(request);
        var provider = new OidcAuthorizationCodeAuthenticationProvider(tokens, this::user);
        provider.setJwtDecoderFactory(decoders);
        var filter = new ReturnFilter(providers, admission);
        filter.setAuthorizationRequestRepository(flows);
        filter.setAuthenticationManager(new ProviderManager(provider));
        return filter;
    }

    /** Where a browser that came back wanted to go: a path of this hub. */
    public static String back(HttpServletRequest request) {
        return request.getAttribute(SignInFlows.BACK) instanceof String path ? path : "/";
    }

    /** The provider that a request begins or ends a sign-in with, by its address. */
    public Optional<OidcProvider> provider(HttpServletRequest request) {
        var path = request.getRequestURI();
        return providers.provider(path.substring(path.lastIndexOf('/') + 1));
    }

    /**
     * Where the session at the provider is ended; empty where it offers no such place, or cannot be
     * asked (OpenID Connect RP-Initiated Logout 1.0).
     */
    public Optional<URI> signOut(String provider, String idToken, String back) {
        try {
            return Optional.ofNullable(providers.findByRegistrationId(provider))
                    .flatMap(client ->
                            Optional.ofNullable(
                                    client.getProviderDetails()
                                            .getConfigurationMetadata()
                                            .get("end_session_endpoint")))
                    .map(Object::toString)
                    .map(end -> signOutAddress(end, idToken, back));
        } catch (ProviderUnreachableException | IllegalArgumentException e) {
            return Optional.empty(); // Our own session is over all the same.
        }
    }

    private static URI signOutAddress(String end, String idToken, String back) {
        OidcProvider.requireSafe(URI.create(end));
        return UriComponentsBuilder.fromUriString(end)
                .queryParam("id_token_hint", "{hint}")
                .queryParam("post_logout_redirect_uri", "{back}")
                .encode()
                .buildAndExpand(idToken, back)
                .toUri();
    }

    private void askForLevel(OAuth2AuthorizationRequest.Builder request) {
        request.attributes(attributes ->
                providers
                        .provider(
                                String.valueOf(
                                        attributes.get(OAuth2ParameterNames.REGISTRATION_ID)))
                        .map(provider -> provider.request().acr())
                        .filter(acr -> !acr.isEmpty())
                        .ifPresent(acr ->
                                request.additionalParameters(
                                        more -> more.put(ACR_VALUES, String.join(" ", acr)))));
    }

    /** Who signed in, by a verified ID token; less surely than was asked for is refused. */
    private OidcUser user(OidcUserRequest request) {
        var id = request.getClientRegistration().getRegistrationId();
        var asked = providers.provider(id).map(p -> p.request().acr()).orElse(List.of());
        var received = request.getIdToken().getAuthenticationContextClass();
        if (!asked.isEmpty() && (received == null || !asked.contains(received))) {
            throw new OAuth2AuthenticationException(OidcRefusal.LEVEL_CODE);
        }
        var service = new OidcUserService();
        service.setOauth2UserService(new UserInfoEndpoint(providers, decoders));
        service.setRetrieveUserInfo(OidcSignIn::hasUserInfo);
        return service.loadUser(request);
    }

    private static boolean hasUserInfo(OidcUserRequest request) {
        var details = request.getClientRegistration().getProviderDetails();
        var place = details.getUserInfoEndpoint().getUri();
        return place != null && !place.isEmpty();
    }
}
