// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.archive.KeptStudy;
import spiders.archive.lifecycle.Departure;
import spiders.rcp.Boards;
import spiders.rcp.CaseStay.Stay;

import java.time.Instant;
import java.time.format.DateTimeFormatter;

/**
 * How long a study stays here, in the row of the study.
 *
 * @param key of the message that says so
 * @param date as JJ/MM/AAAA, or empty
 * @param reason why a person keeps it, or empty
 */
public record StayLine(Kind kind, String key, String date, String reason) {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MM/uuuu");

    /** What can be done about it. */
    public enum Kind {
        STAYS,
        LEAVES,
        KEPT,
        GONE
    }

    static StayLine of(Stay stay) {
        return switch (stay) {
            case Stay.Here(Departure.Never()) -> new StayLine(Kind.STAYS, "rcp.stay.stays", "", "");
            case Stay.Here(Departure.At(var when, _)) ->
                    new StayLine(Kind.LEAVES, "rcp.stay.leaves", date(when), "");
            case Stay.Here(Departure.Kept(KeptStudy kept)) ->
                    new StayLine(Kind.KEPT, "rcp.stay.kept", date(kept.at()), kept.reason());
            case Stay.Gone(var since) -> new StayLine(Kind.GONE, "rcp.stay.gone", date(since), "");
        };
    }

    /** Far beyond the calendar: what is needed for a session to come. */
    private static String date(Instant instant) {
        return instant.equals(Instant.MAX) ? "" : DATE.format(instant.atZone(Boards.HOSPITAL_ZONE));
    }

    public boolean isHere() {
        return kind != Kind.GONE;
    }

    public boolean isKept() {
        return kind == Kind.KEPT;
    }

    public boolean leaves() {
        return kind == Kind.LEAVES;
    }
}
