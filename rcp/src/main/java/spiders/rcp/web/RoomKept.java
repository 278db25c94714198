// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.rcp.Boards;
import spiders.rcp.Session;

import java.time.Instant;

/** How long the computer of a meeting room keeps a session. */
public final class RoomKept {

    private RoomKept() {}

    /** Until the night after it. */
    public static Instant until(Session session) {
        return session.date().plusDays(1).atStartOfDay(Boards.HOSPITAL_ZONE).toInstant();
    }
}
