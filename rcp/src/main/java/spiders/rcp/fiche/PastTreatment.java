// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.fiche;

/**
 * A treatment before this meeting.
 *
 * @param what it was, in words; may be empty
 * @param when a day, a month or a year; may be empty
 */
public record PastTreatment(TreatmentType type, String what, String when, Progress progress) {

    /** How far it came, with its status in the CDA. */
    public enum Progress {
        DONE("completed"),
        IN_PROGRESS("active"),
        NOT_DONE("cancelled");

        private final String status;

        Progress(String status) {
            this.status = status;
        }

        public String status() {
            return status;
        }
    }

    public PastTreatment {
        what = Texts.line(what);
        when = PartialDate.checked(when);
    }

    /** Without what it says of the patient. */
    @Override
    public String toString() {
        return "PastTreatment[]";
    }
}
