// SPDX-License-Identifier: Apache-2.0
package spiders.archive.objects;

import spiders.dicom.io.BulkDataSource;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The objects as they are stored, for reading. Safe for many threads, and beside whoever fills the
 * store.
 */
public interface StoredObjects extends AutoCloseable {

    /**
     * The bytes of an object, by position; nothing is opened before they are asked for. A read
     * beyond the end fails with {@link spiders.dicom.io.MalformedDataSetException}, one of an
     * object that is not there with {@link java.nio.file.NoSuchFileException}, at the latest when
     * its first byte is read.
     */
    BulkDataSource source(Location location);

    /**
     * How many bytes the object has, its preamble and meta included.
     *
     * @throws java.nio.file.NoSuchFileException if it is not there
     */
    long length(Location location) throws IOException;

    /** Where an object stands, below the root. */
    String name(Location location);

    /** The shelves that are there, in order of time. */
    List<String> shelves() throws IOException;

    /** A shelf that is there, which the index knows from now on; empty while it is being filled. */
    Optional<FoundShelf> shelf(String path) throws IOException;

    @Override
    void close() throws IOException;
}
