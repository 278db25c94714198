// SPDX-License-Identifier: Apache-2.0
package spiders.web.oidc;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The sign-ins that are on their way through a provider, each bound to the browser that began it by
 * a cookie of its own: the session's cookie does not come back with a browser that another site
 * sends ({@code SameSite=Strict}). One use, ten minutes; with ten thousand on their way the oldest
 * is forgotten.
 */
final class SignInFlows implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {

    static final String COOKIE = "spiders-sign-in";

    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final int MOST = 10_000;
    private static final int BYTES = 32;

    /** Where the browser wanted to go before it was asked to sign in. */
    static final String BACK = SignInFlows.class.getName() + ".back";

    private record Flow(OAuth2AuthorizationRequest request, String back, Instant until) {}

    private final boolean secure;
    private final RequestCache wanted = new HttpSessionRequestCache();
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Flow> flows =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Flow> eldest) {
                    return size() > MOST || eldest.getValue().until().isBefore(clock.instant());
                }
            };

    SignInFlows(boolean secure, Clock clock) {
        this.secure = secure;
        this.clock = clock;
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(
            HttpServletRequest request) {
        return key(request).flatMap(key -> answered(request, key)).map(Flow::request).orElse(null);
    }

    @Override
    public void saveAuthorizationRequest(
            @Nullable OAuth2AuthorizationRequest begun,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (begun == null) {
            removeAuthorizationRequest(request, response);
            return;
        }
        var secret = new byte[BYTES];
        random.nextBytes(secret);
        var key = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        var back =
                Optional.ofNullable(wanted.getRequest(request, response))
                        .map(saved -> URI.create(saved.getRedirectUrl()).getRawPath())
                        .orElse("/");
        synchronized (flows) {
            flows.put(key, new Flow(begun, back, clock.instant().plus(LIFE)));
        }
        cookie(response, key, LIFE);
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
            HttpServletRequest request, HttpServletResponse response) {
        var key = key(request);
        var flow = key.flatMap(name -> answered(request, name));
        if (key.isEmpty() || flow.isEmpty()) {
            return null;
        }
        synchronized (flows) {
            flows.remove(key.get());
        }
        cookie(response, "", Duration.ZERO);
        request.setAttribute(BACK, flow.get().back());
        return flow.get().request();
    }

    private Optional<Flow> answered(HttpServletRequest request, String key) {
        synchronized (flows) {
            return Optional.ofNullable(flows.get(key))
                    .filter(flow -> flow.until().isAfter(clock.instant()))
                    .filter(flow -> isAnsweredBy(request, flow.request()));
        }
    }

    /** By its state, and at the address of the provider that was asked (RFC 9700, section 4.4). */
    private static boolean isAnsweredBy(
            HttpServletRequest request, OAuth2AuthorizationRequest asked) {
        var state = request.getParameter(OAuth2ParameterNames.STATE);
        var provider = asked.<String>getAttribute(OAuth2ParameterNames.REGISTRATION_ID);
        return state != null
                && state.equals(asked.getState())
                && request.getRequestURI().endsWith("/" + provider);
    }

    private static Optional<String> key(HttpServletRequest request) {
        return Optional.ofNullable(request.getCookies())
                .flatMap(SignInFlows::ours)
                .map(Cookie::getValue);
    }

    private static Optional<Cookie> ours(Cookie[] cookies) {
        return Arrays.stream(cookies).filter(cookie -> cookie.getName().equals(COOKIE)).findFirst();
    }

    private void cookie(HttpServletResponse response, String value, Duration life) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(COOKIE, value)
                        .path("/login")
                        .maxAge(life)
                        .httpOnly(true)
                        .secure(secure)
                        .sameSite("Lax")
                        .build()
                        .toString());
    }
}
