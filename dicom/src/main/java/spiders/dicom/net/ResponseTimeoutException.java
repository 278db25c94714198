// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import java.time.Duration;

/** A peer took longer than it was given; the association was aborted. */
public final class ResponseTimeoutException extends NetworkException {

    private final String peer;
    private final String awaited;
    private final Duration waited;

    ResponseTimeoutException(String peer, String awaited, Duration waited) {
        super(
                "%s sent no %s within %s ms: it is overloaded or stuck, or the timeout is too short"
                        .formatted(peer, awaited, waited.toMillis()));
        this.peer = peer;
        this.awaited = awaited;
        this.waited = waited;
    }

    /** The node, or the caller's title and address. */
    public String peer() {
        return peer;
    }

    /** What was waited for, such as {@code C-FIND response}. */
    public String awaited() {
        return awaited;
    }

    public Duration waited() {
        return waited;
    }
}
