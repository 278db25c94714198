// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.rcp.CaseFile;

/** A case as a link to it says: whose, and before which board. */
public record CaseAtHand(CaseFile file) {

    /** The patient as written on pages. */
    public PatientText patient() {
        return new PatientText(file.traits(), file.session().date());
    }

    public String href() {
        return "/cases/" + file.boardCase().id();
    }
}
