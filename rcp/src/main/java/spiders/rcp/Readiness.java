// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import java.util.List;

/**
 * Whether the images of a case are there for its session, and otherwise what is missing.
 *
 * @param studies how many examinations stand where
 * @param objects how many objects of the examinations ordered are here
 * @param wishes one for each wish of the board's rule
 * @param silent the sources that said nothing useful: an examination may be there all the same
 */
public record Readiness(
        State state,
        Studies studies,
        Objects objects,
        List<WishStatus> wishes,
        List<String> silent) {

    public Readiness {
        wishes = List.copyOf(wishes);
        silent = List.copyOf(silent);
    }

    /** What the person who prepares the session has to know first. */
    public enum State {
        /** Nobody has searched yet. */
        NOT_SEARCHED,
        SEARCHING,
        /** No source that answered knows an examination. */
        NOTHING_FOUND,
        /** A person must say whether an identity is the patient's. */
        IDENTITY_TO_CONFIRM,
        /** Examinations were found; nobody ordered any. */
        TO_CHOOSE,
        ARRIVING,
        /** A transfer failed or brought a part. */
        INCOMPLETE,
        /** What was ordered is verified; the rule wishes for more. */
        PARTIAL,
        /** Everything is here and verified. */
        READY
    }

    /**
     * Examinations by where they stand.
     *
     * @param wanted found and missing together
     * @param found ordered, or proposed as long as nothing is ordered
     * @param missing wished for and not found, or ordered and not whole
     */
    public record Studies(int wanted, int found, int arriving, int verified, int missing) {}

    /** Objects of the examinations ordered; {@code expected} is zero until the sources told. */
    public record Objects(int expected, int received, int verified, long bytes) {

        /** How much is here, 0 to 100. */
        public int percent() {
            return expected == 0 ? 0 : (int) Math.min(100, 100L * received / expected);
        }
    }
}
