// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.transfer;

/** A wish to stop, from another thread or another node; what runs looks at it now and then. */
final class Cancellation {

    private volatile boolean cancelled;

    void cancel() {
        cancelled = true;
    }

    boolean isCancelled() {
        return cancelled;
    }
}
