// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.servlet.function.ServerRequest;

import spiders.security.User;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Who asks, and in which language. */
public final class Session {

    static final String LANGUAGE_COOKIE = "spiders-language";

    private static final String THEME_COOKIE = "spiders-theme"; // set by spiders.js
    private static final Set<String> THEMES = Set.of("light", "dark");

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
        return cookie(request, LANGUAGE_COOKIE).filter("en"::equals).isPresent()
                ? Locale.ENGLISH
                : Locale.FRENCH;
    }

    static String theme(HttpServletRequest request) {
        return cookie(request, THEME_COOKIE).filter(THEMES::contains).orElse("auto");
    }

    private static Optional<String> cookie(HttpServletRequest request, String name) {
        var cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name))
                        .map(Cookie::getValue)
                        .findFirst();
    }

    /** Who asks, as the session keeps them; nobody is a {@link SignInRequiredException}. */
    static Visitor requireVisitor(ServerRequest request) {
        return visitor().orElseThrow(() -> new SignInRequiredException(request.path()));
    }

    /** Keeps who asks in the session from now on. */
    static void keep(ServerRequest request, Visitor visitor) {
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(AccountAuthentication.authenticated(visitor));
        SecurityContextHolder.setContext(context);
        request.servletRequest()
                .getSession()
                .setAttribute(
                        HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY, context);
    }

    static Optional<Visitor> visitor() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof Visitor visitor) {
            return Optional.of(visitor);
        }
        return Optional.empty();
    }
}
