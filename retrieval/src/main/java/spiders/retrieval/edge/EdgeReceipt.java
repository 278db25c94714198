// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.edge;

import spiders.archive.Refusal;

import java.util.List;

/**
 * What the hub says of an object that an edge has.
 *
 * @param offset of the object's bytes, those that are wanted next
 * @param refusal why it is not taken; none where it is, or may be
 * @param message the same for the log
 */
public record EdgeReceipt(State state, long offset, List<Refusal> refusal, String message) {

    /** How far the object has come. */
    public enum State {
        /** It is durable in the archive, and these very bytes. */
        HERE,
        /** It is not; {@code offset} says from where on it is wanted. */
        WANTED,
        /** The archive will never take it. */
        REFUSED,
        /** The archive takes nothing for now. */
        LATER
    }

    public EdgeReceipt {
        refusal = List.copyOf(refusal);
    }

    public static EdgeReceipt here() {
        return new EdgeReceipt(State.HERE, 0, List.of(), "");
    }

    public static EdgeReceipt wanted(long offset) {
        return new EdgeReceipt(State.WANTED, offset, List.of(), "");
    }

    public static EdgeReceipt refused(Refusal refusal, String message) {
        boolean isForNow =
                switch (refusal) {
                    case OUT_OF_SPACE, OVER_QUOTA, UNAVAILABLE -> true;
                    case DIFFERS, REJECTED, MALFORMED, TRUNCATED, MISMATCHED, OTHER_PATIENT ->
                            false;
                };
        return new EdgeReceipt(
                isForNow ? State.LATER : State.REFUSED, 0, List.of(refusal), message);
    }
}
