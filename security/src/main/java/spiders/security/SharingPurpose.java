// SPDX-License-Identifier: Apache-2.0
package spiders.security;

/** For what a patient is informed of sharing, and may object to it, one by one. */
public enum SharingPurpose {
    /** The case is presented to a board. */
    RCP_SHARING,
    /** Images are asked of other sites, brought together, and shown. */
    IMAGING_SHARING,
    /** The board's report goes to the patient's national record. */
    DMP_DEPOSIT,
    /** Data is used again for research. */
    RESEARCH_REUSE,
    /** Answers to questionnaires are gathered. */
    EPRO_COLLECTION,
    /** Treatment data goes to another site in a crisis. */
    CRISIS_TRANSFER
}
