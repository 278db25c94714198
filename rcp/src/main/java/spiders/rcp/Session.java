// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.UUID;

/** One meeting of a board; its date and time are those of the hospital's clock. */
public record Session(
        UUID id,
        BoardId board,
        LocalDate date,
        LocalTime time,
        String room,
        Instant registrationCloses) {

    /** When it begins, by the hospital's clock. */
    public LocalDateTime begins() {
        return date.atTime(time);
    }

    public boolean isOpenAt(Instant now) {
        return now.isBefore(registrationCloses);
    }
}
