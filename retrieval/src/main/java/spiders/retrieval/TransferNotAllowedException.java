// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import spiders.dicom.data.UID;

/** A study was ordered whose identity is in conflict, or that nobody has decided. */
public final class TransferNotAllowedException extends RuntimeException {

    private final UID studyInstanceUID;
    private final MatchGrade grade;

    TransferNotAllowedException(UID studyInstanceUID, MatchGrade grade) {
        super("study %s may not be fetched: %s".formatted(studyInstanceUID.value(), grade));
        this.studyInstanceUID = studyInstanceUID;
        this.grade = grade;
    }

    public UID studyInstanceUID() {
        return studyInstanceUID;
    }

    public MatchGrade grade() {
        return grade;
    }
}
