// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

import spiders.security.PatientKey;

import java.time.Instant;
import java.util.List;

/**
 * Two registered patients who may be one person, and why it looks so.
 *
 * @param first who was registered first, and is kept if they are one
 */
public record LikelyDuplicate(Registered first, Registered second, Likeness likeness) {

    /** What both have alike, the strongest first. */
    public enum Likeness {
        /** The same national identity number. */
        NATIONAL_IDENTITY,
        /** The same birth date, and names alike. */
        BIRTH_DATE,
        /** The same names, and birth dates of which the year or the day of the year is the same. */
        NAMES
    }

    /** A patient of the register as a person compares them. */
    public record Registered(
            PatientKey key,
            PatientTraits traits,
            List<PatientIdentifier> identifiers,
            Instant registeredAt) {

        public Registered {
            identifiers = List.copyOf(identifiers);
        }
    }
}
