// SPDX-License-Identifier: Apache-2.0
package spiders.archive.reading;

import spiders.dicom.data.UID;

/** A note would stand in a study that is not, or no longer, its patient's. */
public final class ForeignStudyException extends RuntimeException {

    private final UID study;

    ForeignStudyException(UID study) {
        super("Not the patient's: study " + study.value());
        this.study = study;
    }

    public UID study() {
        return study;
    }
}
