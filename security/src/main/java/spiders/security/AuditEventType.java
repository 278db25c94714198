// SPDX-License-Identifier: Apache-2.0
package spiders.security;

/**
 * What kind of event an action is to others: a code of DICOM (PS3.16 CID 400), which FHIR takes for
 * {@code AuditEvent.type} and an audit message for its event, and what was done in one letter.
 *
 * @param code of DICOM, {@code DCM}
 * @param display its meaning, as PS3.16 prints it
 * @param crude C, R, U, D or E of the value set audit-event-action
 */
public record AuditEventType(String code, String display, String crude) {

    private static final String CREATE = "C";
    private static final String READ = "R";
    private static final String UPDATE = "U";
    private static final String DELETE = "D";
    private static final String EXECUTE = "E";

    /** That of an action. */
    public static AuditEventType of(Action action) {
        return switch (action) {
            case SIGN_IN, SIGN_OUT, CLOSE_SESSIONS, CHOOSE_ACTIVITY, USE_SECOND_FACTOR ->
                    new AuditEventType("110114", "User Authentication", EXECUTE);
            case ISSUE_TOKEN,
                    REVOKE_TOKEN,
                    CHANGE_PASSWORD,
                    REGISTER_PASSKEY,
                    REMOVE_PASSKEY,
                    ENROL_SECOND_FACTOR,
                    RESET_SECOND_FACTOR,
                    CREATE_ACCOUNT,
                    CHANGE_ACCOUNT,
                    CHANGE_MEMBERS,
                    OPEN_EMERGENCY,
                    END_EMERGENCY,
                    ACCESS,
                    DICOM_ASSOCIATION ->
                    new AuditEventType("110113", "Security Alert", security(action));
            case READ_AUDIT -> new AuditEventType("110101", "Audit Log Used", READ);
            case REGISTER_PATIENT -> patient(CREATE);
            case VIEW_PATIENT -> patient(READ);
            case DECIDE_IDENTITY,
                    RECORD_INFORMATION,
                    WRITE_FICHE,
                    APPROVE_FICHE,
                    WRITE_PRE_READ,
                    SIGN_PRE_READ ->
                    patient(UPDATE);
            case REGISTER_CASE -> order(CREATE);
            case CHANGE_CASE,
                    SUBMIT_CASE,
                    CHANGE_SESSION,
                    CHANGE_BOARD,
                    CHANGE_ROTA,
                    ATTEST_ATTENDANCE,
                    DISCUSS_CASE ->
                    order(UPDATE);
            case VIEW_CASE -> order(READ);
            case SEARCH_IMAGING, QUERY_ARCHIVE -> new AuditEventType("110112", "Query", EXECUTE);
            case ORDER_TRANSFER, CANCEL_TRANSFER ->
                    new AuditEventType("110102", "Begin Transferring DICOM Instances", EXECUTE);
            case FINISH_TRANSFER, RECEIVE_OBJECTS -> transferred(CREATE);
            case SEND_OBJECTS -> transferred(READ);
            case IMPORT_DISC -> new AuditEventType("110107", "Import", CREATE);
            case GIVE_MANIFEST, GIVE_FICHE -> new AuditEventType("110106", "Export", READ);
            case VIEW_IMAGES, COMMIT_OBJECTS -> accessed(READ);
            case GRANT_VIEW, KEEP_STUDY, REJECT_OBJECTS -> accessed(UPDATE);
            case REMOVE_OBJECTS -> new AuditEventType("110105", "DICOM Study Deleted", DELETE);
            case VISIT, NOTIFY_AVAILABILITY, CHANGE_SOURCE, REVIEW_EMERGENCY ->
                    new AuditEventType("110100", "Application Activity", EXECUTE);
        };
    }

    private static String security(Action action) {
        return switch (action) {
            case ISSUE_TOKEN, CREATE_ACCOUNT, REGISTER_PASSKEY, ENROL_SECOND_FACTOR -> CREATE;
            case REVOKE_TOKEN, REMOVE_PASSKEY, RESET_SECOND_FACTOR -> DELETE;
            case CHANGE_PASSWORD, CHANGE_ACCOUNT, CHANGE_MEMBERS -> UPDATE;
            default -> EXECUTE;
        };
    }

    private static AuditEventType patient(String crude) {
        return new AuditEventType("110110", "Patient Record", crude);
    }

    private static AuditEventType order(String crude) {
        return new AuditEventType("110109", "Order Record", crude);
    }

    private static AuditEventType accessed(String crude) {
        return new AuditEventType("110103", "DICOM Instances Accessed", crude);
    }

    private static AuditEventType transferred(String crude) {
        return new AuditEventType("110104", "DICOM Instances Transferred", crude);
    }
}
