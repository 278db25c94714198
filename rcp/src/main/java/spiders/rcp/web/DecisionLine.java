// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.retrieval.ComparedField;
import spiders.retrieval.IdentityDecision;
import spiders.retrieval.Verdict;
import spiders.web.State;

import java.time.Instant;

/**
 * A decision on an identity, as it is shown.
 *
 * @param identity the identifier and the traits at the source when it was decided
 * @param standing who took it back and why, where it does not hold any more
 */
public record DecisionLine(
        String id,
        String sourceName,
        String identity,
        Verdict verdict,
        String by,
        Instant at,
        String reason,
        IdentityDecision.Standing standing) {

    static DecisionLine of(IdentityDecision decision, SourceNames names) {
        var displayed = decision.displayed();
        var identity =
                "%s  %s %s  %s"
                        .formatted(
                                decision.identity().value(),
                                displayed.theirs(ComparedField.FAMILY_NAME),
                                displayed.theirs(ComparedField.GIVEN_NAME),
                                PatientText.shown(displayed.theirs(ComparedField.BIRTH_DATE)));
        return new DecisionLine(
                decision.id().toString(),
                names.name(decision.source()),
                identity.strip(),
                decision.verdict(),
                decision.by().value(),
                decision.at(),
                decision.reason(),
                decision.standing());
    }

    public boolean isValid() {
        return standing instanceof IdentityDecision.Standing.Valid;
    }

    /** Of a decision that was taken back. */
    public IdentityDecision.Standing.Revoked revoked() {
        if (standing instanceof IdentityDecision.Standing.Revoked revoked) {
            return revoked;
        }
        throw new IllegalStateException("the decision holds");
    }

    /** The mark of the verdict. */
    public State badge() {
        if (!isValid()) {
            return State.CANCELLED;
        }
        return verdict == Verdict.CONFIRMED ? State.CERTAIN : State.REFUSED;
    }

    /** The words beside the mark. */
    public String badgeKey() {
        return isValid() ? "rcp.verdict." + verdict.name() : "rcp.decision.revoked";
    }

    /** Without the patient's data. */
    @Override
    public String toString() {
        return "DecisionLine[" + id + "]";
    }
}
