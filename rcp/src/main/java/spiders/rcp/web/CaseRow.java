// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.rcp.CaseFile;
import spiders.rcp.CaseState;
import spiders.rcp.Readiness;

import java.util.List;

/**
 * A case as a row of its session, and as the head of its own page.
 *
 * @param silent the names of the sources that did not answer, for a reader
 */
public record CaseRow(CaseFile file, Readiness readiness, String silent) {

    /** How many of them have everything. */
    public static int ready(List<CaseRow> rows) {
        return (int)
                rows.stream()
                        .filter(row -> row.readiness().state() == Readiness.State.READY)
                        .count();
    }

    public String id() {
        return file.boardCase().id().toString();
    }

    public PatientText patient() {
        return new PatientText(file.traits(), file.session().date());
    }

    public boolean isDraft() {
        return file.boardCase().state() == CaseState.DRAFT;
    }

    public String question() {
        return file.boardCase().question();
    }

    public String reasonKey() {
        return "rcp.reason." + file.boardCase().reason().name();
    }

    public String requester() {
        return file.boardCase().requesterName();
    }

    /** Without the patient's data. */
    @Override
    public String toString() {
        return "CaseRow[" + id() + "]";
    }
}
