// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import java.time.Duration;

/** Not now: answered with 503 and the time after which to ask again. */
public final class UnavailableException extends RuntimeException {

    private final Duration retryAfter;

    public UnavailableException(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    /** When asking again may help. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
