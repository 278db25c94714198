// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import java.time.Duration;
import java.time.Instant;

/**
 * What the calendar says of a session besides its date and room.
 *
 * @param video the address of its video meeting, or empty
 * @param reason why it was cancelled, or empty
 * @param byHand whether a person added, moved or cancelled it, so that its rhythm leaves it alone
 * @param revision how often it was changed
 * @param changed when it was last
 */
public record SessionPlan(
        Duration length,
        String video,
        SessionState state,
        String reason,
        boolean byHand,
        int revision,
        Instant changed) {

    private static final Duration USUAL_LENGTH = Duration.ofHours(2);

    /** Two hours, in the room. */
    public static final SessionPlan USUAL = planned(USUAL_LENGTH, "", false);

    /** The same, laid out now. */
    static SessionPlan usual(Instant now) {
        return new SessionPlan(USUAL_LENGTH, "", SessionState.PLANNED, "", false, 0, now);
    }

    /** One that nobody changed yet. */
    static SessionPlan planned(Duration length, String video, boolean byHand) {
        return new SessionPlan(length, video, SessionState.PLANNED, "", byHand, 0, Instant.EPOCH);
    }
}
