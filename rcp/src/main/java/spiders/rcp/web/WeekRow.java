// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.rcp.CaseStanding;
import spiders.rcp.Readiness;
import spiders.rcp.ReadinessBoard.CaseOfWeek;

import java.util.List;
import java.util.Optional;

/** A case as a row of its week. */
public record WeekRow(CaseOfWeek of) {

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

    public boolean isReady() {
        return readiness().filter(one -> one.state() == Readiness.State.READY).isPresent();
    }

    /** Whether nobody has said yet that they see to it. */
    public boolean isUntaken() {
        return of.alerts().stream().anyMatch(alert -> alert.taken().isEmpty());
    }

    /** Without the patient's data. */
    @Override
    public String toString() {
        return "WeekRow[" + id() + "]";
    }
}
