// SPDX-License-Identifier: Apache-2.0
package spiders.edge.link;

/** The hub was not reached, or did not do what it was asked; the same may well succeed later. */
public final class LinkDownException extends Exception {

    private static final int UNKNOWN_EDGE = 403;
    private static final int LATE = 408;
    private static final int TOO_MANY = 429;
    private static final int FAILED = 500;

    private final int code;

    public LinkDownException(String message) {
        this(0, message);
    }

    LinkDownException(int code, String message) {
        super(message);
        this.code = code;
    }

    public LinkDownException(Throwable cause) {
        super(cause);
        this.code = 0;
    }

    /** The status of HTTP that the hub answered with; 0 where it did not answer. */
    public int code() {
        return code;
    }

    /** Whether the very thing that was sent is refused, so that the same again will be too. */
    public boolean isRefusal() {
        return code >= 400
                && code < FAILED
                && code != UNKNOWN_EDGE
                && code != LATE
                && code != TOO_MANY;
    }

    /** Whether the hub tried, and what was sent may be why it did not succeed. */
    public boolean isFailure() {
        return isRefusal() || code == FAILED;
    }
}
