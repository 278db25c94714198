// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.archive.PatientIdentifier;
import spiders.rcp.CaseFile;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A case with its patient as JSON. */
record CaseJson(
        UUID id,
        UUID session,
        String board,
        String state,
        UUID patientKey,
        PatientJson patient,
        String question,
        String reason,
        String requester,
        boolean patientInformed,
        int ruleVersion,
        Instant created) {

    /** A patient's traits; {@code birthDate} is {@code YYYY-MM-DD}, unknown parts 00. */
    record PatientJson(
            String birthName,
            String usedName,
            String givenNames,
            String birthDate,
            String sex,
            InsJson ins,
            List<PatientIdentifier> identifiers) {}

    record InsJson(String value, String oid, String status) {}

    static CaseJson of(CaseFile file) {
        var found = file.boardCase();
        return new CaseJson(
                found.id(),
                found.session(),
                file.board().id().value(),
                found.state().name(),
                found.patient().value(),
                patient(file),
                found.question(),
                found.reason().name(),
                found.requesterName(),
                found.patientInformed(),
                found.ruleVersion(),
                found.created());
    }

    private static PatientJson patient(CaseFile file) {
        var traits = file.traits();
        var ins = traits.ins();
        return new PatientJson(
                traits.birthName(),
                traits.usedName(),
                traits.givenNames(),
                traits.birthDate().replaceFirst("^(....)(..)(..)$", "$1-$2-$3"),
                traits.sex().code(),
                new InsJson(ins.value(), ins.oid(), ins.status().name()),
                file.identifiers());
    }

    /** Without the patient's data. */
    @Override
    public String toString() {
        return "CaseJson[" + id + "]";
    }
}
