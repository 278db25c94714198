// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.rcp.CaseFile;

/**
 * A case in the list of the meeting room.
 *
 * @param number its place on the agenda, counted from 1
 */
public record RoomLine(int number, CaseFile file, Stage stage) {

    /** How far the meeting came with a case. */
    public enum Stage {
        TO_DISCUSS,
        DISCUSSED,
        /** Its fiche is approved. */
        APPROVED
    }

    public String id() {
        return file.boardCase().id().toString();
    }

    public PatientText patient() {
        return new PatientText(file.traits(), file.session().date());
    }

    /** Without the patient's data. */
    @Override
    public String toString() {
        return "RoomLine[" + id() + "]";
    }
}
