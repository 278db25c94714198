// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.quorum;

import java.time.Instant;
import java.util.Optional;

/**
 * How long somebody was at a meeting, as it was attested (émargement).
 *
 * @param arrived from when on they count; of a written opinion, when it was given
 * @param left from when on they do not
 */
public record Attendance(Attendee attendee, Mode mode, Instant arrived, Optional<Instant> left) {

    /** How somebody takes part. */
    public enum Mode {
        ROOM,
        VIDEO,
        /** An opinion in writing, of who is not there. */
        WRITTEN
    }

    public Attendance {
        if (left.filter(end -> end.isBefore(arrived)).isPresent()) {
            throw new IllegalArgumentException("nobody leaves before they arrive");
        }
    }

    /** Whether this is a doctor of a specialty who was there, in the room or by video. */
    public boolean counts() {
        return isPresence() && attendee.isDoctor() && !attendee.specialty().isEmpty();
    }

    boolean isPresence() {
        return mode != Mode.WRITTEN;
    }

    /** Whether they were there at that moment, or had given their opinion. */
    public boolean isAt(Instant moment) {
        return !arrived.isAfter(moment) && left.filter(end -> !end.isAfter(moment)).isEmpty();
    }
}
