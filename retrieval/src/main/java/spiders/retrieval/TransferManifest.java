// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import spiders.dicom.data.UID;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What a verified transfer brought: each object with the digest of the bytes that are kept. */
public record TransferManifest(
        UUID transfer,
        UID studyInstanceUID,
        String source,
        Instant verifiedAt,
        Verification verification,
        List<Entry> entries) {

    public TransferManifest {
        entries = List.copyOf(entries);
    }

    /** What the archive was compared with. */
    public enum Verification {
        /** The source's own list of instances. */
        INSTANCE_LIST,
        /** The number of instances that the source claims, for it lists none. */
        COUNT_ONLY
    }

    /**
     * One object.
     *
     * @param digest of the object as it is kept, hexadecimal, the algorithm before a colon
     */
    public record Entry(UID seriesInstanceUID, UID sopInstanceUID, long size, String digest) {}
}
