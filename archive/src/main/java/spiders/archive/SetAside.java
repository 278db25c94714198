// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

import spiders.archive.objects.Location;

import java.time.Instant;

/**
 * An object whose file is in the store, and which nobody is served.
 *
 * @param dataOffset where its data set begins in the file
 */
public record SetAside(
        long id,
        Why why,
        StoredInstance stored,
        Location location,
        int dataOffset,
        String origin,
        Instant receivedAt) {

    /** Why it is not served. */
    public enum Why {
        /** Another content is served under its SOP Instance UID. */
        DIFFERS,
        /** A rejection names it. */
        REJECTED,
        /** It is a rejection note itself. */
        NOTE,
        /** It is on its way back into the index. */
        RELEASED
    }
}
