// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import spiders.dicom.data.UID;

import java.util.Optional;

/** A study, one of its series, or one of its instances. */
public sealed interface Selection {

    UID studyInstanceUID();

    record Study(UID studyInstanceUID) implements Selection {}

    record Series(UID studyInstanceUID, UID seriesInstanceUID) implements Selection {}

    record Instance(UID studyInstanceUID, UID seriesInstanceUID, UID sopInstanceUID)
            implements Selection {}

    /** The series that is asked for, where it is not all of them. */
    default Optional<UID> series() {
        return switch (this) {
            case Study(UID _) -> Optional.empty();
            case Series(UID _, UID series) -> Optional.of(series);
            case Instance(UID _, UID series, UID _) -> Optional.of(series);
        };
    }

    /** The instance that is asked for, where it is not all of them. */
    default Optional<UID> instance() {
        return this instanceof Instance one ? Optional.of(one.sopInstanceUID()) : Optional.empty();
    }
}
