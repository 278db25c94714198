// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

import java.util.Arrays;
import java.util.Optional;

/** Why objects are rejected: the titles of rejection notes (PS3.16 CID 7011). */
public enum RejectionReason {
    /** The images are of no use. */
    QUALITY("113001", "Rejected for Quality Reasons"),
    /** The images are dangerous: of another patient, or marked on the wrong side. */
    PATIENT_SAFETY("113037", "Rejected for Patient Safety Reasons"),
    /** The wrong line of the worklist was chosen; the corrected objects have other UIDs. */
    WORKLIST("113038", "Incorrect Modality Worklist Entry"),
    /** The time for which they had to be kept is over. */
    RETENTION_EXPIRED("113039", "Data Retention Policy Expired");

    private final String code;
    private final String meaning;

    RejectionReason(String code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The code value, of the coding scheme DCM. */
    public String code() {
        return code;
    }

    /** The code meaning. */
    public String meaning() {
        return meaning;
    }

    /** The reason with a code of the coding scheme DCM. */
    public static Optional<RejectionReason> of(String code) {
        return Arrays.stream(values()).filter(reason -> reason.code.equals(code)).findFirst();
    }
}
