// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.rcp.quorum.Attendee;
import spiders.rcp.quorum.Attested;
import spiders.rcp.quorum.SpecialtyGroup;

import java.time.Instant;
import java.util.Optional;

/** Somebody at a session, as a line of the attendance. */
public record AttendanceLine(Attested attested) {

    public String id() {
        return attested.id().toString();
    }

    public Attendee who() {
        return attested.attendance().attendee();
    }

    /** The key of the specialty's group; empty where the code is of none, or there is none. */
    public String specialtyKey() {
        return SpecialtyGroup.of(who().specialty())
                .map(group -> "rcp.specialty." + group.name())
                .orElse("");
    }

    public String modeKey() {
        return "rcp.attendance.mode." + attested.attendance().mode().name();
    }

    public Instant arrived() {
        return attested.attendance().arrived();
    }

    public Optional<Instant> left() {
        return attested.attendance().left();
    }
}
