// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

import java.nio.file.Path;

/**
 * Where and how the archive keeps objects.
 *
 * @param place the place of the objects
 * @param node the name of this node among those that share the place and the database
 * @param reserveBytes room that stays free on the disk; objects that would go below are refused
 */
public record ArchiveSettings(ObjectPlace place, String node, long reserveBytes) {

    public ArchiveSettings {
        if (reserveBytes < 0) {
            throw new IllegalArgumentException("The reserve is not negative");
        }
    }

    /** Objects in a folder. */
    public ArchiveSettings(Path folder, String node, long reserveBytes) {
        this(new ObjectPlace.Folder(folder), node, reserveBytes);
    }
}
