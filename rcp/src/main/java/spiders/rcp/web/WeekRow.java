// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.rcp.CaseStanding;
import spiders.rcp.PreReadStatus;
import spiders.rcp.Readiness;
import spiders.rcp.ReadinessBoard.CaseOfWeek;

import java.util.List;
import java.util.Optional;

/** A case as a row of its week. */
public record WeekRow(CaseOfWeek of, PreReadStatus reading) {

    public String id() {
        return of.file().boardCase().id().toString();
    }

    public PatientText patient() {
        return new PatientText(of.file().traits(), of.file().session().date());
    }

    public Optional<Readiness> readiness() {
        return of.standing().map(CaseStanding::readiness);
    }

    public Optional<CaseStanding> standing() {
        return of.standing();
    }

    public List<AlertLine> alerts() {
        return of.alerts().stream().map(AlertLine::new).toList();
    }

    /** Whether everything that the rule wants of a case is there. */
    static boolean isReady(CaseOfWeek of) {
        return of.standing()
                .filter(one -> one.readiness().state() == Readiness.State.READY)
                .isPresent();
    }

    /** Without the patient's data. */
    @Override
    public String toString() {
        return "WeekRow[" + id() + "]";
    }
}
