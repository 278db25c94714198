// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

/**
 * A patient's identifier in the domain that gave it; alone, the value means nothing.
 *
 * @param assigningAuthority the domain: an issuer's name or universal entity ID; empty is unknown
 */
public record PatientIdentifier(String assigningAuthority, String value) {

    /** How many characters each part may have. */
    public static final int MAX_LENGTH = 128;

    public PatientIdentifier {
        assigningAuthority = assigningAuthority.strip();
        value = value.strip();
        if (assigningAuthority.length() > MAX_LENGTH || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "A patient identifier has parts of at most %d characters"
                            .formatted(MAX_LENGTH));
        }
    }

    /** Without the value. */
    @Override
    public String toString() {
        return "PatientIdentifier[" + assigningAuthority + "]";
    }
}
