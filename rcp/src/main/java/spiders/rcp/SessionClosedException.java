// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import java.time.Instant;

/** The session takes no more cases. */
public final class SessionClosedException extends RuntimeException {

    private final Instant closed;

    SessionClosedException(Instant closed) {
        super("registration closed at " + closed);
        this.closed = closed;
    }

    /** Since when. */
    public Instant closed() {
        return closed;
    }
}
