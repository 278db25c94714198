// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Set;

/**
 * When a board regularly meets.
 *
 * @param registrationClosesBefore how long before its start a session takes no more cases
 */
public record Meeting(
        Set<DayOfWeek> days, LocalTime time, String room, Duration registrationClosesBefore) {

    public Meeting {
        if (days.isEmpty()) {
            throw new IllegalArgumentException("a meeting takes place on one day at least");
        }
        if (registrationClosesBefore.isNegative()) {
            throw new IllegalArgumentException("registration closes before the meeting starts");
        }
        days = Set.copyOf(days);
    }
}
