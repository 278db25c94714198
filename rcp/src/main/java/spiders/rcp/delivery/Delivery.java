// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.delivery;

import java.time.Instant;
import java.util.UUID;

/**
 * One version of a fiche for one recipient.
 *
 * @param recipient an address of secure mail
 * @param attempts how often it was tried
 * @param due when it is tried next, while it is queued
 * @param reason why the last attempt failed; empty where none did
 * @param orderedBy who had it sent, as others read it
 * @param changed when it came to its state
 */
public record Delivery(
        UUID id,
        UUID boardCase,
        int version,
        String recipient,
        State state,
        int attempts,
        Instant due,
        String reason,
        String orderedBy,
        Instant changed) {

    /** How far it is. */
    public enum State {
        QUEUED,
        /** It is being handed over; no other node takes it. */
        SENDING,
        /** The gateway has it. */
        SENT,
        /** The gateway does not take it, or was away too long. */
        FAILED,
        /** The hub or the line broke down while it was handed over: it may have gone. */
        UNKNOWN
    }

    /** Whether a person may have it sent once more. */
    public boolean isOver() {
        return switch (state) {
            case SENT, FAILED, UNKNOWN -> true;
            case QUEUED, SENDING -> false;
        };
    }

    /** Without the recipient, whose address may be the patient's number. */
    @Override
    public String toString() {
        return "Delivery[" + id + ", " + state + "]";
    }
}
