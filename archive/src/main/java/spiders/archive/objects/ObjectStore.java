// SPDX-License-Identifier: Apache-2.0
package spiders.archive.objects;

import java.io.IOException;
import java.util.List;

/**
 * Where objects are kept: each once, by its {@link Location}, never changed. One node fills its own
 * shelves, and touches no other's. What an object's place looks like is the grammar above each
 * implementation.
 */
public interface ObjectStore extends StoredObjects {

    /**
     * Begins an object.
     *
     * @throws OutOfSpaceException when there is no room for one
     */
    ObjectWriter begin() throws IOException;

    /**
     * Opens a file for what will be composed to objects; the caller closes it.
     *
     * @throws OutOfSpaceException when there is no room for anything
     */
    Scratch scratch() throws IOException;

    /**
     * What a crash left whole without a row in the index, found by the start. Nobody was told that
     * it is stored; whoever indexes it, or {@link #discard}s it, says so by {@link #settle}.
     */
    List<Location> leftWhole();

    /** What a crash left is dealt with: the shelves that it left open are sealed. */
    void settle();

    /** Removes an object that the index does not name. */
    void discard(Location location) throws IOException;

    /**
     * Removes objects for good: when it returns, none of them is there, and a power cut does not
     * bring one back. One that is not there is removed already.
     */
    void remove(List<Location> locations) throws IOException;

    /** How the store is. Cheap, and waits for nobody long. */
    Condition condition();

    /** Seals the shelves that no writer uses any more, and gives the place free. */
    @Override
    void close() throws IOException;

    /** How a store is, to who watches over the hub. */
    sealed interface Condition {

        /** It takes and gives objects. */
        record Up() implements Condition {}

        /** It gives objects and takes none: there is no room. */
        record Full() implements Condition {}

        /**
         * It answers nobody.
         *
         * @param why without an address, a key or an object
         */
        record Down(String why) implements Condition {}
    }
}
