// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import org.springframework.security.core.AuthenticationException;

import java.time.Instant;

/** The name is locked for a while. */
final class SignInLockedException extends AuthenticationException {

    private final Instant until;

    SignInLockedException(Instant until) {
        super("locked until " + until);
        this.until = until;
    }

    Instant until() {
        return until;
    }
}
