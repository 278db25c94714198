// SPDX-License-Identifier: Apache-2.0
package spiders.server;

/** The hub cannot start; the message is one sentence for the administrator. */
public final class HubStartException extends RuntimeException {

    HubStartException(String message) {
        super(message);
    }

    HubStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
