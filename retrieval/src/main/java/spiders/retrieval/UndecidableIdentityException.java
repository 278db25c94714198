// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

/** An identity can not be decided on: it is unknown, has no identifier, or is in conflict. */
public final class UndecidableIdentityException extends RuntimeException {

    private final String reason;

    UndecidableIdentityException(String reason) {
        super("no decision on this identity: " + reason);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
