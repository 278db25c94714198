// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

/** Two patients cannot be merged as they are asked to be. */
public final class MergeRefusedException extends RuntimeException {

    private final Reason reason;

    /** Why not. */
    public enum Reason {
        /** One of them is registered nowhere. */
        UNKNOWN,
        /** They are one already, or the same key. */
        SAME,
        /** The one to merge is merged into another already: take that back first. */
        MERGED_ELSEWHERE
    }

    MergeRefusedException(Reason reason) {
        super("Patients cannot be merged: " + reason);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
