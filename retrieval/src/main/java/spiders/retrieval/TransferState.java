// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

/** Where a transfer stands. */
public enum TransferState {
    ORDERED,
    RUNNING,
    /** Waits for its next attempt; the message says why and for what. */
    RETRYING,
    /** A person wants it to wait; it goes on when somebody asks. */
    HELD,
    /** The source's list of instances and the archive's agree. */
    VERIFIED,
    /** Given up with a part of the study here; what is missing is named. */
    INCOMPLETE,
    /** Given up with nothing here. */
    FAILED,
    CANCELLED;

    /** Whether nothing more happens unless a person asks. */
    public boolean isFinal() {
        return switch (this) {
            case ORDERED, RUNNING, RETRYING, HELD -> false;
            case VERIFIED, INCOMPLETE, FAILED, CANCELLED -> true;
        };
    }
}
