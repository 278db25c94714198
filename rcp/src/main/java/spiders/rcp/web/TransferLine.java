// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.retrieval.HandedInDiscs;
import spiders.retrieval.Message;
import spiders.retrieval.Transfer;
import spiders.retrieval.TransferState;
import spiders.web.State;

import java.util.UUID;

/** How far a study has come, in the row of the study. */
public record TransferLine(
        UUID id,
        TransferState state,
        int expected,
        int received,
        long bytes,
        Message message,
        boolean handedIn,
        int missing,
        int missingSeries) {

    static TransferLine of(Transfer transfer) {
        var counts = transfer.counts();
        return new TransferLine(
                transfer.id(),
                transfer.state(),
                counts.expected(),
                counts.received(),
                counts.bytes(),
                transfer.message(),
                HandedInDiscs.isOf(transfer),
                transfer.missing().stream().mapToInt(m -> m.sopInstanceUIDs().size()).sum(),
                transfer.missing().size());
    }

    public State badge() {
        return Badges.of(state);
    }

    public boolean isMoving() {
        return !state.isFinal();
    }

    public boolean isHeld() {
        return state == TransferState.HELD;
    }

    /** Whether it waits behind others, or for an hour. */
    public boolean canHurry() {
        return state == TransferState.ORDERED || state == TransferState.RETRYING;
    }

    public boolean canRetry() {
        return switch (state) {
            case INCOMPLETE, FAILED, CANCELLED, RETRYING -> !handedIn;
            case ORDERED, RUNNING, HELD, VERIFIED -> false;
        };
    }
}
