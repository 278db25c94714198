// SPDX-License-Identifier: Apache-2.0
package spiders.web;

/** Who asks has a password given by somebody else, and changes it before anything. */
final class PasswordChangeRequiredException extends RuntimeException {

    PasswordChangeRequiredException() {
        super("password to be changed");
    }
}
