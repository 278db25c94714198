// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.function.ServerRequest;

import spiders.security.User;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who asks, and in which language. */
public final class Session {

    static final String LANGUAGE_COOKIE = "spiders-language";

    private Session() {}

    /** Who asks; nobody is a {@link SignInRequiredException}. */
    public static User user(ServerRequest request) {
        return visitor()
                .map(Visitor::user)
                .orElseThrow(() -> new SignInRequiredException(request.path()));
    }

    /** Who asks, where a route is open to all. */
    public static Optional<User> userIfAny() {
        return visitor().map(Visitor::user);
    }

    /** The language chosen; French before any choice. */
    public static Locale locale(ServerRequest request) {
        return locale(request.servletRequest());
    }

    static Locale locale(HttpServletRequest request) {
        var cookies = request.getCookies();
        if (cookies == null) {
            return Locale.FRENCH;
        }
        return Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(LANGUAGE_COOKIE))
                        .map(Cookie::getValue)
                        .anyMatch("en"::equals)
                ? Locale.ENGLISH
                : Locale.FRENCH;
    }

    static Optional<Visitor> visitor() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof Visitor visitor) {
            return Optional.of(visitor);
        }
        return Optional.empty();
    }
}
