// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.UUID;

/**
 * One meeting of a board; its date and time are those of the hospital's clock.
 *
 * @param plan what else its calendar says of it
 */
public record Session(
        UUID id,
        BoardId board,
        LocalDate date,
        LocalTime time,
        String room,
        Instant registrationCloses,
        SessionPlan plan) {

    /** A planned one of the usual length, without video. */
    public Session(
            UUID id,
            BoardId board,
            LocalDate date,
            LocalTime time,
            String room,
            Instant registrationCloses) {
        this(id, board, date, time, room, registrationCloses, SessionPlan.USUAL);
    }

    /** When it begins, by the hospital's clock. */
    public LocalDateTime begins() {
        return date.atTime(time);
    }

    /** When it begins; in the hour that the change of the clock skips, an hour later. */
    public Instant start() {
        return begins().atZone(Boards.HOSPITAL_ZONE).toInstant();
    }

    public Duration length() {
        return plan.length();
    }

    /** The address of its video meeting, or empty. */
    public String video() {
        return plan.video();
    }

    /** Whether it takes place as far as is known. */
    public boolean isPlanned() {
        return plan.state() == SessionState.PLANNED;
    }

    public boolean isCancelled() {
        return plan.state() == SessionState.CANCELLED;
    }

    /** Whether it takes cases. */
    public boolean isOpenAt(Instant now) {
        return isPlanned() && now.isBefore(registrationCloses);
    }
}
