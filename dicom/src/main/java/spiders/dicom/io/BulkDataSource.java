// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Where values are that were left in a file: gives their bytes to a writer. */
@FunctionalInterface
public interface BulkDataSource {

    /** Opens the bytes from an offset on; the caller closes the stream. */
    InputStream open(long offset, long length) throws IOException;

    /** The file the data set was read from; not for a deflated one, whose offsets are inflated. */
    static BulkDataSource file(Path file) {
        return (offset, length) -> ChannelSlice.open(file, offset, length);
    }

    /** No file: for data sets that are wholly in memory. */
    static BulkDataSource none() {
        return new NoBulkData();
    }
}
