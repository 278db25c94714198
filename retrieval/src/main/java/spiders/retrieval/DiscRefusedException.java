// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

/** A study of a CD or stick that is not taken; nothing of it is kept. */
public final class DiscRefusedException extends RuntimeException {

    /** Why. */
    public enum Reason {
        /** The identity on the disc is not the patient. */
        OTHER_PATIENT,
        /** The identity differs, and the person gave no reason to take it all the same. */
        NO_REASON,
        /** The study is in the archive, under an identity that is not linked to the patient. */
        STORED_FOR_ANOTHER,
        /** The archive has no room, for now. */
        NO_ROOM,
        /** The archive does not answer, for now. */
        UNAVAILABLE,
        /** The import was not begun, or its identity was taken back since. */
        NOT_BEGUN
    }

    private final transient Reason reason;

    public DiscRefusedException(Reason reason) {
        super("a study of a disc is not taken: " + reason);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
