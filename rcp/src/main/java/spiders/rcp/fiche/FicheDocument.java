// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.fiche;

import spiders.rcp.Board;
import spiders.rcp.CaseFile;

/**
 * All that the national document of a fiche is made of.
 *
 * @param fiche an approved version
 */
public record FicheDocument(CaseFile file, Fiche fiche, DirectoryEntry directory) {

    public FicheDocument {
        if (fiche.approval().isEmpty()) {
            throw new IllegalArgumentException("the national document is of an approved fiche");
        }
    }

    Approval approval() {
        return fiche.approval().orElseThrow();
    }

    Board board() {
        return file.board();
    }

    /** Prints itself without what it says of the patient. */
    @Override
    public String toString() {
        return "FicheDocument[" + fiche + "]";
    }
}
