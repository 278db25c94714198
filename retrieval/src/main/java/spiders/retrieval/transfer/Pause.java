// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.transfer;

import spiders.archive.Refusal;

/** Why a transfer waits, through no fault of its source. */
enum Pause {
    NONE("", ""),
    NO_ROOM(
            "retrieval.transfer.no-room",
            "the archive's disk is full; transfers go on when there is room"),
    OVER_QUOTA(
            "retrieval.transfer.over-quota",
            "the quota of the source is used up; transfers go on when some of it is free"),
    STORE_AWAY(
            "retrieval.transfer.store-away",
            "the store of the objects or the index does not answer; transfers go on when they do"),
    QUIET_HOURS("retrieval.transfer.quiet-hours", "the source is spared at this hour"),
    ON_HOLD("retrieval.transfer.held", "a person holds it");

    private final String messageKey;
    private final String detail;

    Pause(String messageKey, String detail) {
        this.messageKey = messageKey;
        this.detail = detail;
    }

    /** What a refusal of the archive means for what is still to come; often nothing. */
    static Pause of(Refusal refusal) {
        return switch (refusal) {
            case OUT_OF_SPACE -> NO_ROOM;
            case OVER_QUOTA -> OVER_QUOTA;
            case UNAVAILABLE -> STORE_AWAY;
            case DIFFERS, REJECTED, MALFORMED, TRUNCATED, MISMATCHED, OTHER_PATIENT -> NONE;
        };
    }

    /** Whether the archive is the reason, which is to be mended. */
    boolean isOfArchive() {
        return this != QUIET_HOURS && this != ON_HOLD;
    }

    /** What people read. */
    String messageKey() {
        return messageKey;
    }

    /** The same for the log and the record of attempts. */
    String detail() {
        return detail;
    }
}
