// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

/**
 * How far one wish of a board's rule is met for a patient.
 *
 * @param date of the examination that meets it best, {@code YYYYMMDD}; empty where there is none
 */
public record WishStatus(ImagingWish wish, State state, String date) {

    /** Where the examination that is wished for stands; the last is the best. */
    public enum State {
        /** Nobody has searched yet. */
        NOT_SEARCHED,
        /** No source that answered has one. */
        NOT_FOUND,
        /** There is one, older than the rule accepts. */
        TOO_OLD,
        /** There is one, of somebody who may or may not be the patient. */
        IDENTITY_TO_CONFIRM,
        /** It was found and not ordered. */
        FOUND,
        /** It was ordered and did not come, or not whole. */
        INCOMPLETE,
        ARRIVING,
        VERIFIED
    }

    /** Whether somebody still has to do something about it, or do without. */
    public boolean isMissing() {
        return switch (state) {
            case NOT_FOUND, TOO_OLD, INCOMPLETE -> true;
            case NOT_SEARCHED, IDENTITY_TO_CONFIRM, FOUND, ARRIVING, VERIFIED -> false;
        };
    }
}
