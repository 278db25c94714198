// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

/**
 * What a board's rule says of one examination; the clinician decides.
 *
 * @param ticked whether the rule proposes to fetch it
 * @param wish the label of the wish that it answers, or comes closest to; empty for none
 * @param number which prior it is, counted from 1, or the limit that it misses: months for {@code
 *     TOO_OLD}, priors for {@code ENOUGH_PRIORS}; zero where nothing is counted
 */
public record Proposal(boolean ticked, Reason reason, String wish, int number) {

    /** Of an examination that no rule was applied to. */
    public static final Proposal NONE = new Proposal(false, Reason.OTHER_MODALITY, "", 0);

    /** Why an examination is proposed or not. */
    public enum Reason {
        /** The most recent one of a kind that the board wants, and recent enough. */
        CURRENT,
        /** An earlier one of the same kind. */
        PRIOR,
        /** A plan, dose or structures of radiotherapy, which the board wants. */
        RADIOTHERAPY,
        /** The right kind, but too old to be the current one. */
        TOO_OLD,
        /** The right kind, but there are priors enough. */
        ENOUGH_PRIORS,
        /** The right kind, but without a date. */
        UNDATED,
        /** The board asks for no examination of this modality. */
        OTHER_MODALITY,
        /** The right modality of another region. */
        OTHER_BODY_PART
    }

    static Proposal no(Reason reason, String wish, int number) {
        return new Proposal(false, reason, wish, number);
    }

    static Proposal yes(Reason reason, String wish, int number) {
        return new Proposal(true, reason, wish, number);
    }
}
