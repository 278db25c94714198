// SPDX-License-Identifier: Apache-2.0
package spiders.security.store;

/** The embedded PostgreSQL cannot start; the message is one sentence for the administrator. */
public final class PostgresStartException extends RuntimeException {

    PostgresStartException(String message) {
        super(message);
    }

    PostgresStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
