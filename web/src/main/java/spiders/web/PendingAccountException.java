// SPDX-License-Identifier: Apache-2.0
package spiders.web;

/** Who asks has an account to which no administrator has given a role yet. */
final class PendingAccountException extends RuntimeException {

    PendingAccountException() {
        super("account without a role");
    }
}
