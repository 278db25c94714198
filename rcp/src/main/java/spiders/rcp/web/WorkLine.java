// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.rcp.AgendaEntry;
import spiders.rcp.CaseFile;
import spiders.rcp.OnDuty;
import spiders.rcp.PreReadStatus;
import spiders.rcp.Readiness;

import java.util.UUID;

/** A case in the work list of a radiologist. */
public record WorkLine(
        AgendaEntry entry, OnDuty duty, CaseFile file, Readiness readiness, PreReadStatus status) {

    public UUID session() {
        return entry.session().id();
    }

    public String id() {
        return file.boardCase().id().toString();
    }

    public PatientText patient() {
        return new PatientText(file.traits(), file.session().date());
    }

    public boolean isRead() {
        return status instanceof PreReadStatus.Signed;
    }

    /** What can be read now comes first: all here, then what has arrived in part. */
    public int rank() {
        if (readiness.state() == Readiness.State.READY) {
            return 0;
        }
        if (readiness.studies().verified() > 0) {
            return 1;
        }
        return readiness.objects().received() > 0 ? 2 : 3;
    }

    /** Without the patient's data. */
    @Override
    public String toString() {
        return "WorkLine[" + id() + "]";
    }
}
