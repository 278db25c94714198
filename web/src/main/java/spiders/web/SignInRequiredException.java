// SPDX-License-Identifier: Apache-2.0
package spiders.web;

/** A handler needs to know who asks, and nobody has signed in. */
public final class SignInRequiredException extends RuntimeException {

    public SignInRequiredException(String message) {
        super(message);
    }
}
