// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import spiders.archive.PatientIdentifier;

/**
 * A patient identifier in its domain; without the domain it means nothing.
 *
 * @param authority the assigning authority, as issued or the source's default
 */
public record SourceIdentity(String authority, String value) {

    public SourceIdentity {
        authority = authority.strip();
        value = value.strip();
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a patient identifier has a value");
        }
    }

    /** Whether both name the same person of the same domain; a domain's case carries no meaning. */
    public boolean isSameAs(SourceIdentity other) {
        return authority.equalsIgnoreCase(other.authority) && value.equals(other.value);
    }

    /** The same, in the words of the patient register. */
    public PatientIdentifier asPatientIdentifier() {
        return new PatientIdentifier(authority, value);
    }

    static SourceIdentity of(PatientIdentifier identifier) {
        return new SourceIdentity(identifier.assigningAuthority(), identifier.value());
    }

    /** Without the identifier, which is a patient's. */
    @Override
    public String toString() {
        return "SourceIdentity[" + authority + "]";
    }
}
