// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

import spiders.security.Accounts;
import spiders.security.User;
import spiders.security.UserName;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks every few seconds whether who signed in still has an account, and with which roles: one
 * that is closed ends its sessions, and so does time.
 */
final class AccountCheckFilter extends OncePerRequestFilter {

    private static final Duration TRUSTED = Duration.ofSeconds(5);

    private record Checked(@Nullable User user, Instant at) {}

    private final Accounts accounts;
    private final OpenSessions sessions;
    private final Map<UserName, Checked> checked = new ConcurrentHashMap<>();

    AccountCheckFilter(Accounts accounts, OpenSessions sessions) {
        this.accounts = accounts;
        this.sessions = sessions;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Session.visitor().ifPresent(visitor -> check(request, visitor));
        chain.doFilter(request, response);
    }

    private void check(HttpServletRequest request, Visitor visitor) {
        var user = user(visitor.user().name());
        if (user.isEmpty() || !sessions.goesOn(request, visitor.user().name())) {
            Optional.ofNullable(request.getSession(false))
                    .ifPresent(session -> session.invalidate());
            SecurityContextHolder.clearContext();
            return;
        }
        var now = visitor.now(user.get());
        if (!now.equals(visitor)) {
            var context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(AccountAuthentication.authenticated(now));
            SecurityContextHolder.setContext(context);
        }
    }

    private Optional<User> user(UserName name) {
        var now = Instant.now();
        var known =
                checked.compute(
                        name,
                        (same, before) ->
                                before != null && before.at().plus(TRUSTED).isAfter(now)
                                        ? before
                                        : new Checked(accounts.find(name).orElse(null), now));
        return Optional.ofNullable(known.user());
    }
}
