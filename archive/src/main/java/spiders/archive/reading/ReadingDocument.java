// SPDX-License-Identifier: Apache-2.0
package spiders.archive.reading;

import spiders.dicom.data.UID;

/** One DICOM object that a signed note is saved as. */
public record ReadingDocument(
        Kind kind, UID studyInstanceUID, UID seriesInstanceUID, UID sopInstanceUID) {

    /** What it is. */
    public enum Kind {
        /** The note, a Basic Text SR (PS3.3 section A.35.1). */
        NOTE,
        /** The key images of one study, a Key Object Selection Document (PS3.3 A.35.4). */
        KEY_OBJECTS
    }
}
