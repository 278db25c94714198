// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

import spiders.security.PatientKey;

/** An identifier already names another registered patient: a case for identity vigilance. */
public final class IdentifierTakenException extends RuntimeException {

    private final PatientKey holder;

    public IdentifierTakenException(PatientKey holder) {
        super("An identifier names another registered patient, " + holder.value());
        this.holder = holder;
    }

    /** Whom the identifier names. */
    public PatientKey holder() {
        return holder;
    }
}
