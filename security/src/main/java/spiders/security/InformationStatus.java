// SPDX-License-Identifier: Apache-2.0
package spiders.security;

/** What a patient was told of a purpose, and said. */
public enum InformationStatus {
    NOT_INFORMED,
    INFORMED_NOT_OPPOSED,
    /** Said yes, where the law wants more than no objection. */
    CONSENTED,
    OPPOSED,
    /** Could not be told; the remark says why, and who refers for the patient. */
    UNABLE_TO_INFORM;

    /** Whether the purpose is closed by it. */
    public boolean isObjection() {
        return this == OPPOSED;
    }
}
