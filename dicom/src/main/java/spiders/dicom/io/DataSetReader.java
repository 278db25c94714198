// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.io;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;

import java.io.IOException;
import java.io.InputStream;

/** Reads data sets from streams of bytes, in any transfer syntax; lenient, within limits. */
public final class DataSetReader {

    private DataSetReader() {}

    /** Reads a data set in memory, within the default limits. */
    public static DataSet read(byte[] bytes, TransferSyntax syntax) {
        Pending.here();
        return DataSet.empty();
    }

    /** Reads a data set up to the end of the stream, within the default limits. */
    public static DataSet read(InputStream in, TransferSyntax syntax) throws IOException {
        return read(in, syntax, ReadOptions.defaults());
    }

    /**
     * Reads a data set up to the end of the stream, which stays open.
     *
     * @throws MalformedDataSetException if the bytes are no data set, end too early, or go beyond a
     *     limit
     */
    public static DataSet read(InputStream in, TransferSyntax syntax, ReadOptions options)
            throws IOException {
        Pending.here();
        return DataSet.empty();
    }
}
