// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.fiche;

import java.util.List;

/**
 * What the board says.
 *
 * @param strategies the first is of first intention, those after it are alternatives
 * @param surveillance whether surveillance is proposed, beside or instead
 * @param recourse whether the case goes on to a board of recourse
 * @param secondOpinion whom the board asks for a second opinion, and on what
 * @param examinations what is asked for besides
 * @param wishes what the patient wishes, as the board was told
 * @param reason why there is no proposal or the case is put off; what is missing
 */
public record Decision(
        Outcome outcome,
        List<Strategy> strategies,
        boolean surveillance,
        boolean recourse,
        String secondOpinion,
        String examinations,
        String wishes,
        String reason) {

    /** Nothing decided yet. */
    public static final Decision OPEN =
            new Decision(Outcome.OPEN, List.of(), false, false, "", "", "", "");

    /** How many strategies there are at most: one of first intention and two alternatives. */
    public static final int MOST_STRATEGIES = 3;

    /** What became of the case at the meeting. */
    public enum Outcome {
        OPEN,
        PROPOSAL,
        /** Discussed, and something is missing for a proposal. */
        NO_PROPOSAL,
        /** To be brought to another session. */
        POSTPONED
    }

    public Decision {
        strategies = List.copyOf(strategies);
        secondOpinion = Texts.paragraph(secondOpinion);
        examinations = Texts.paragraph(examinations);
        wishes = Texts.paragraph(wishes);
        reason = Texts.paragraph(reason);
        if (strategies.size() > MOST_STRATEGIES) {
            throw new IllegalArgumentException("a decision has at most 3 strategies");
        }
    }

    /** Nothing decided, and the patient's wishes as they were told. */
    Decision undecided() {
        return new Decision(Outcome.OPEN, List.of(), false, false, "", "", wishes, "");
    }

    /** Whether it proposes anything at all. */
    public boolean proposes() {
        return !strategies.isEmpty() || surveillance;
    }

    /** Without what it says of the patient. */
    @Override
    public String toString() {
        return "Decision[]";
    }
}
