// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.archive.PatientIdentifier;
import spiders.archive.PatientTraits;
import spiders.security.Purpose;

import java.util.List;

/** A case with everything that it stands in: its session, its board, its patient. */
public record CaseFile(
        BoardCase boardCase,
        Session session,
        Board board,
        PatientTraits traits,
        List<PatientIdentifier> identifiers) {

    public CaseFile {
        identifiers = List.copyOf(identifiers);
    }

    /** Why the patient's data is touched. */
    public Purpose.BoardSession purpose() {
        return new Purpose.BoardSession(session.id(), boardCase.id());
    }

    /** Without the patient's data. */
    @Override
    public String toString() {
        return "CaseFile[" + boardCase.id() + "]";
    }
}
