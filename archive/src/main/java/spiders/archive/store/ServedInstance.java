// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import spiders.archive.StoredInstance;
import spiders.archive.objects.Location;

/** What it takes to serve an object: where it stands, and where in its file the data set begins. */
public record ServedInstance(
        long id, StoredInstance stored, Location location, int dataOffset, int frames) {

    /** Bytes of the whole file. */
    public long fileLength() {
        return dataOffset + stored.length();
    }
}
