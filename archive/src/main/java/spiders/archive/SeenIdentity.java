// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

/**
 * A patient as one domain writes it, in objects or in an answer to a query; text as received.
 *
 * @param birthDate {@code YYYYMMDD}, or empty
 * @param sex {@code F}, {@code M}, {@code O}, or empty
 */
public record SeenIdentity(
        PatientIdentifier identifier, String name, String birthDate, String sex) {

    public SeenIdentity {
        name = name.strip();
        birthDate = birthDate.strip();
        sex = sex.strip();
    }

    /** Without the patient's data. */
    @Override
    public String toString() {
        return "SeenIdentity[" + identifier.assigningAuthority() + "]";
    }
}
