// SPDX-License-Identifier: Apache-2.0
package spiders.archive.objects;

import java.util.List;
import java.util.Set;

/** Remembers the shelves: their numbers, their folders, and which are still being filled. */
public interface ShelfRegister {

    /** An unsealed shelf. */
    record Open(int shelf, String path) {}

    /** Registers a new shelf of a node and returns its number. */
    int open(String path, String node);

    /** The number of a shelf that was found on the disk; it is registered, and sealed, if new. */
    int adopt(String path);

    /** Whether a shelf of this folder is registered and not sealed. */
    boolean isBeingFilled(String path);

    /** The folder of a shelf, relative to the root; throws for a number never given. */
    String path(int shelf);

    /** The shelf holds no file but those of the index, for good. */
    void seal(int shelf);

    /** The node's shelves that were never sealed. */
    List<Open> unsealed(String node);

    /** The files of a shelf that the index names. */
    Set<Integer> indexedFiles(int shelf);
}
