// SPDX-License-Identifier: Apache-2.0
package spiders.security;

/** A new password does not meet the rule; nothing was changed. */
public final class WeakPasswordException extends RuntimeException {

    /** What is wrong with it. */
    public enum Reason {
        TOO_SHORT,
        TOO_LONG,
        HAS_USER_NAME,
        TOO_SIMPLE,
        SAME_AS_BEFORE
    }

    private final Reason reason;

    public WeakPasswordException(Reason reason) {
        super("password refused: " + reason);
        this.reason = reason;
    }

    /** What is wrong with it. */
    public Reason reason() {
        return reason;
    }
}
