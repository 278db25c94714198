// SPDX-License-Identifier: Apache-2.0
package spiders.security;

/** One thing a person may be allowed to do; {@link AccessPolicy} gives it to roles. */
public enum Permission {
    /** See the boards and the dates of their sessions, without patients. */
    VIEW_BOARDS,
    /** Open, move and close the sessions of a board. */
    MANAGE_SESSIONS,
    /** Define boards and their imaging rules. */
    MANAGE_BOARDS,
    /** Register a patient's case for a session. */
    REGISTER_CASE,
    /** See a session's cases, a case, its patient's traits and its readiness. */
    VIEW_CASE,
    /** Change a case, submit it or withdraw it. */
    EDIT_CASE,
    /** Ask the sources for a patient's studies. */
    SEARCH_IMAGING,
    /** Say that an identity of a source is, or is not, the patient. */
    DECIDE_IDENTITY,
    /** Say that two registered patients are, or are not, one person. */
    MERGE_PATIENTS,
    /** Order studies to be brought in, and cancel such orders. */
    ORDER_TRANSFER,
    /** Open images, in the viewer or by DICOMweb. */
    VIEW_IMAGES,
    /** Read the images of a case before its session: write the note of it, and sign it. */
    PRE_READ,
    /** Reject images, bring them back, and choose between two contents of one UID. */
    REJECT_IMAGES,
    /** Record that a patient was informed of sharing, consents or objects. */
    RECORD_INFORMATION,
    /** Keep a study that the rules of retention would remove. */
    KEEP_STUDY,
    /** Search and fetch every study of the archive, without a grant: for systems, not people. */
    QUERY_ARCHIVE,
    /** Store objects in the archive. */
    STORE_IMAGES,
    /** See the sources and whether they answer. */
    VIEW_SOURCES,
    /** Add, change, test and switch off sources. */
    MANAGE_SOURCES,
    /** See the state of the platform: jobs, storage, versions; no patient. */
    VIEW_SYSTEM,
    /** Create, change and close accounts. */
    MANAGE_ACCOUNTS,
    /** Say who belongs to a board and to its sessions. */
    MANAGE_MEMBERS,
    /** Say who reads the images before the sessions of one's board. */
    MANAGE_ROTA,
    /** Take the attendance of a session of one's board, and say when its cases are discussed. */
    RUN_SESSION,
    /** Approve the fiche of a case of the board that one coordinates. */
    APPROVE_FICHE,
    /** Open a patient's case and images without a relation, in an emergency, with a reason. */
    OPEN_EMERGENCY,
    /** Judge emergency accesses afterwards. */
    REVIEW_EMERGENCY,
    /** Read the audit. */
    VIEW_AUDIT
}
