// SPDX-License-Identifier: Apache-2.0
package spiders.archive.objects;

import spiders.archive.ArchiveSettings;
import spiders.archive.ObjectPlace;

import java.io.IOException;
import java.time.InstantSource;

/** The store of each kind of place. */
public final class ObjectStores {

    private ObjectStores() {}

    /**
     * Opens the store for this node alone, and removes what a crash of it left; the caller closes
     * it.
     */
    public static ObjectStore open(
            ArchiveSettings settings, ShelfRegister register, InstantSource clock)
            throws IOException {
        var filler = new Filler(settings.node(), settings.reserveBytes(), register, clock);
        return switch (settings.place()) {
            case ObjectPlace.Folder(var folder) -> new DiskStore(folder, filler);
            case ObjectPlace.Bucket bucket -> new S3Store(bucket, filler);
        };
    }

    /** Its objects, for reading beside whoever fills it. */
    public static StoredObjects reading(ArchiveSettings settings, ShelfRegister register)
            throws IOException {
        return switch (settings.place()) {
            case ObjectPlace.Folder(var folder) -> new DiskObjects(folder.toRealPath(), register);
            case ObjectPlace.Bucket bucket -> new S3Objects(S3Bucket.open(bucket), register);
        };
    }
}
