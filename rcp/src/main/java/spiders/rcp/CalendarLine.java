// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

/** A session in the calendar of its board, and how it stands to the rhythm in force. */
public record CalendarLine(AgendaEntry entry, Standing standing) {

    /** Whether a change of the rhythm takes the session with it. */
    public enum Standing {
        /** Laid out for the rhythm, and without a case. */
        FREE,
        /** It has cases: it stays as it is. */
        CASES,
        /** A person added or moved it: it stays as it is. */
        BY_HAND,
        CANCELLED,
        /** It is over, or goes on. */
        BEGUN
    }
}
