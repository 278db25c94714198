// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import spiders.security.PatientKey;

/** A patient was named by a key that the register never gave. */
public final class UnknownPatientException extends RuntimeException {

    private final PatientKey patient;

    UnknownPatientException(PatientKey patient) {
        super("no patient has the key " + patient);
        this.patient = patient;
    }

    public PatientKey patient() {
        return patient;
    }
}
