// SPDX-License-Identifier: Apache-2.0
package spiders.security;

/**
 * What was done, in the words of the audit.
 *
 * <p>A service that records something new adds it here, and its name in both languages to the
 * messages of {@code web} ({@code web.action.NAME}).
 */
public enum Action {
    SIGN_IN,
    SIGN_OUT,
    /** A person ended sessions of theirs on other devices. */
    CLOSE_SESSIONS,
    /** A person said in which capacity and where they act. */
    CHOOSE_ACTIVITY,
    ISSUE_TOKEN,
    REVOKE_TOKEN,
    CHANGE_PASSWORD,
    REGISTER_PASSKEY,
    REMOVE_PASSKEY,
    ENROL_SECOND_FACTOR,
    USE_SECOND_FACTOR,
    /** A second factor was taken away. */
    RESET_SECOND_FACTOR,
    CREATE_ACCOUNT,
    CHANGE_ACCOUNT,
    /** A page or a service was used that records nothing more of it. */
    VISIT,
    /** A door or a service refused. */
    ACCESS,
    READ_AUDIT,
    REGISTER_PATIENT,
    VIEW_PATIENT,
    REGISTER_CASE,
    CHANGE_CASE,
    SUBMIT_CASE,
    VIEW_CASE,
    CHANGE_SESSION,
    /** Somebody's attendance was attested, corrected or struck out, or they left. */
    ATTEST_ATTENDANCE,
    /** A case was discussed, from this moment on. */
    DISCUSS_CASE,
    /** What a board decides of a case was written, or a further version of it begun. */
    WRITE_FICHE,
    APPROVE_FICHE,
    /** A radiologist wrote what the images of a case show, or began to write it anew. */
    WRITE_PRE_READ,
    /** That note was signed, and is saved with its key images as DICOM objects. */
    SIGN_PRE_READ,
    /** Somebody was given a fiche as a document. */
    GIVE_FICHE,
    CHANGE_BOARD,
    SEARCH_IMAGING,
    DECIDE_IDENTITY,
    ORDER_TRANSFER,
    CANCEL_TRANSFER,
    FINISH_TRANSFER,
    /** Images of a CD or stick that was handed in were taken, or refused. */
    IMPORT_DISC,
    /** An object came in by itself: a C-STORE from a modality or a PACS. */
    RECEIVE_OBJECTS,
    /** A system asked what there is. */
    QUERY_ARCHIVE,
    /** Objects went to a system: by DICOMweb, C-GET or C-MOVE. */
    SEND_OBJECTS,
    /** A system asked whether objects are kept. */
    COMMIT_OBJECTS,
    /** A system was told that a study is here. */
    NOTIFY_AVAILABILITY,
    /** Somebody opened a patient's data without a relation, in an emergency. */
    OPEN_EMERGENCY,
    END_EMERGENCY,
    /** Somebody judged an emergency access. */
    REVIEW_EMERGENCY,
    /** What a patient was told of sharing, and said, was recorded. */
    RECORD_INFORMATION,
    /** Who belongs to a board or a session was changed. */
    CHANGE_MEMBERS,
    /** Who reads the images before the sessions of a board was changed. */
    CHANGE_ROTA,
    GRANT_VIEW,
    VIEW_IMAGES,
    /** Somebody was given a document that names objects and says where they are. */
    GIVE_MANIFEST,
    KEEP_STUDY,
    /** Objects were taken out of use, or brought back into it. */
    REJECT_OBJECTS,
    /** Objects left the archive for good. */
    REMOVE_OBJECTS,
    CHANGE_SOURCE,
    /** A DICOM caller was refused, or said something unknown. */
    DICOM_ASSOCIATION
}
