// SPDX-License-Identifier: Apache-2.0
package spiders.security;

/** What a person or a system does here; {@link AccessPolicy} says what each role may do. */
public enum Role {
    /** Presents patients to a board and follows them. */
    CLINICIAN,
    /** Prepares sessions and registers cases for the clinicians. */
    SECRETARY,
    /** Reads the images before and during the session. */
    RADIOLOGIST,
    /** Runs the platform: sources, boards, accounts, audit; sees systems, not patients. */
    ADMINISTRATOR,
    /**
     * Watches over patients' data (DPO, or the medical information department): judges emergency
     * accesses, reads the audit, records objections; sees no case and no image.
     */
    DATA_PROTECTION_OFFICER,
    /**
     * An information system of a hospital: a PACS, a workstation, another archive. It signs in by a
     * token that an administrator has issued, never by a password, and has no other role.
     */
    PEER
}
