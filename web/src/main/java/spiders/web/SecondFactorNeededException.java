// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import org.springframework.security.core.AuthenticationException;

import spiders.security.User;

/** The password is right, and the second factor is still to come. */
final class SecondFactorNeededException extends AuthenticationException {

    private final transient User user;

    SecondFactorNeededException(User user) {
        super("second factor needed");
        this.user = user;
    }

    User user() {
        return user;
    }
}
