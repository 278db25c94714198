// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import java.util.UUID;

/**
 * The only handle on a patient outside the patient register: in addresses, logs, metrics and the
 * audit.
 *
 * <p>It is random, so that it says nothing about the person.
 */
public record PatientKey(UUID value) {

    /** A key that no patient has yet. */
    public static PatientKey random() {
        return new PatientKey(UUID.randomUUID());
    }

    /**
     * Reads what {@link #toString()} wrote; anything else is an {@link IllegalArgumentException}.
     */
    public static PatientKey parse(String text) {
        return new PatientKey(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
