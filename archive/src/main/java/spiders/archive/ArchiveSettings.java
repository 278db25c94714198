// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

import java.nio.file.Path;

/**
 * Where and how the archive keeps objects.
 *
 * @param objects the folder of the objects, for this process alone
 * @param node the name of this node among those that share the database
 * @param reserveBytes room that stays free on that disk; objects that would go below are refused
 */
public record ArchiveSettings(Path objects, String node, long reserveBytes) {

    public ArchiveSettings {
        if (reserveBytes < 0) {
            throw new IllegalArgumentException("The reserve is not negative");
        }
    }
}
