// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import spiders.archive.Origin;
import spiders.archive.SeenIdentity;
import spiders.archive.StoredInstance;
import spiders.archive.objects.Location;
import spiders.dicom.data.Bytes;
import spiders.dicom.data.UID;

import java.time.Instant;

/** One object as the index takes it. */
public record IndexEntry(Study study, Series series, Instance instance) {

    /**
     * What a study is found by.
     *
     * @param foldedName the patient's name without accents, case and punctuation
     * @param attributes patient and study level attributes, DICOM JSON
     */
    public record Study(
            UID uid,
            SeenIdentity identity,
            String date,
            String time,
            String accessionNumber,
            String description,
            String foldedName,
            Bytes attributes) {}

    /** What a series is found by; a number that is missing is 0. */
    public record Series(UID uid, String modality, int number, Bytes attributes) {}

    /**
     * What an instance is found and served by.
     *
     * @param metadata everything but bulk data, as {@code MetadataCodec} packs it
     * @param bulk where frames and bulk values stand, as {@code BulkTable} packs it
     */
    public record Instance(
            StoredInstance stored,
            int number,
            Location location,
            int dataOffset,
            int frames,
            Origin origin,
            Instant received,
            Bytes metadata,
            Bytes bulk) {}
}
