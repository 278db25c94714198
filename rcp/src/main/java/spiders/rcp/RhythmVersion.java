// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.rcp.calendar.Rhythm;
import spiders.security.UserName;

import java.time.Instant;

/** The rhythm of a board as somebody set it. */
public record RhythmVersion(
        int version, Rhythm rhythm, UserName by, String byName, Instant since) {}
