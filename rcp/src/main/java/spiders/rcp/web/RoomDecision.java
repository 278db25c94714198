// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.rcp.CaseFile;
import spiders.rcp.fiche.Fiche;
import spiders.rcp.fiche.FicheContent;
import spiders.web.Form;

import java.util.Optional;

/**
 * The form of a decision in the meeting room.
 *
 * @param revision of the fiche that it replaces; zero where there is none
 * @param changedBy who saved while it was typed; empty for nobody
 * @param status of the answer that shows it
 * @param isApproved whether the fiche says it for good
 */
public record RoomDecision(
        Form form, int revision, String changedBy, int status, boolean isApproved) {

    private static final int FINE = 200;
    private static final int CONFLICT = 409;

    /** As the fiche says it. */
    RoomDecision(CaseFile file, Optional<Fiche> fiche) {
        this(
                FicheFields.of(
                        fiche.map(Fiche::content).orElse(FicheContent.BLANK),
                        file.boardCase().requesterName()),
                fiche.map(Fiche::revision).orElse(0),
                "",
                FINE,
                fiche.flatMap(Fiche::approval).isPresent());
    }

    /** What was typed, and not saved for what is wrong with it. */
    RoomDecision(Form form, int revision, int status) {
        this(form, revision, "", status, false);
    }

    /** What was typed while somebody else saved. */
    RoomDecision(Form form, int revision, String changedBy) {
        this(form, revision, changedBy, CONFLICT, false);
    }

    /** Whether something typed waits to be saved. */
    public boolean isOpen() {
        return status != FINE;
    }

    /** Without what it says of the patient. */
    @Override
    public String toString() {
        return "RoomDecision[" + status + "]";
    }
}
