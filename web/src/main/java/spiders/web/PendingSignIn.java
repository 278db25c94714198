// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import jakarta.servlet.http.HttpServletRequest;

import spiders.security.User;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Somebody whose password was right and whose second factor is still to come: nobody has signed in
 * yet, and no door knows of it but that of the second factor.
 */
record PendingSignIn(User user, Instant until) {

    private static final String ATTRIBUTE = PendingSignIn.class.getName();
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Waits for the second factor in this session, which changes its id. */
    static void begin(HttpServletRequest request, User user) {
        request.getSession();
        request.changeSessionId();
        request.getSession()
                .setAttribute(ATTRIBUTE, new PendingSignIn(user, Instant.now().plus(PATIENCE)));
    }

    /** Who is waited for; nobody after a while. */
    static Optional<PendingSignIn> of(HttpServletRequest request) {
        return Optional.ofNullable(request.getSession(false))
                .map(session -> session.getAttribute(ATTRIBUTE))
                .filter(PendingSignIn.class::isInstance)
                .map(PendingSignIn.class::cast)
                .filter(pending -> pending.until().isAfter(Instant.now()));
    }

    /** Waits no more. */
    static void end(HttpServletRequest request) {
        Optional.ofNullable(request.getSession(false))
                .ifPresent(session -> session.removeAttribute(ATTRIBUTE));
    }

    @Override
    public String toString() {
        return "second factor of " + user.name();
    }
}
