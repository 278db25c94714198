// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.security.UserName;

import java.time.LocalDate;
import java.util.UUID;

/**
 * A radiologist's turn in the rota of a board, both days included.
 *
 * @param first not after the last
 */
public record OnCall(UUID id, BoardId board, UserName account, LocalDate first, LocalDate last) {

    private static final int MOST_DAYS = 366;

    public OnCall {
        if (last.isBefore(first) || first.plusDays(MOST_DAYS).isBefore(last)) {
            throw new IllegalArgumentException("a turn ends after it begins, within a year");
        }
    }

    /** Whether the turn is on this day. */
    public boolean covers(LocalDate day) {
        return !day.isBefore(first) && !day.isAfter(last);
    }
}
