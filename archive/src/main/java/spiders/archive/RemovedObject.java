// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

import spiders.archive.objects.Location;
import spiders.dicom.data.UID;

import java.time.Instant;

/**
 * An object that was taken out of the archive.
 *
 * @param length bytes of its data set
 * @param sha256 of its data set, as it was stored
 */
public record RemovedObject(
        UID sopInstanceUID,
        UID seriesInstanceUID,
        UID sopClassUID,
        String origin,
        Instant receivedAt,
        long length,
        String sha256,
        Location location,
        Presence presence) {

    /** Whether the store still has it. */
    public sealed interface Presence {

        /** It may be there. */
        record Unknown() implements Presence {}

        /** It was seen not to be there. */
        record Gone(Instant since) implements Presence {}
    }
}
