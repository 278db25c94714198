// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

import spiders.dicom.data.UID;

import java.util.List;

/**
 * A study of the archive, under the identity that its objects carry.
 *
 * @param studyDate as in the objects, {@code YYYYMMDD}, or empty
 * @param bytes of all data sets together
 */
public record ArchivedStudy(
        UID studyInstanceUID,
        SeenIdentity identity,
        String studyDate,
        String description,
        List<String> modalities,
        int series,
        int instances,
        long bytes) {

    public ArchivedStudy {
        modalities = List.copyOf(modalities);
    }

    /** Without the patient's data. */
    @Override
    public String toString() {
        return "ArchivedStudy[%s, %d instances]".formatted(studyInstanceUID.value(), instances);
    }
}
