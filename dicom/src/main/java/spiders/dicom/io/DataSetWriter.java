// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.io;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;

import java.io.IOException;
import java.io.OutputStream;

/** Writes data sets as streams of bytes, in any transfer syntax, strictly. */
public final class DataSetWriter {

    private DataSetWriter() {}

    /** Returns a data set that is wholly in memory as bytes. */
    public static byte[] bytes(DataSet dataSet, TransferSyntax syntax) {
        Pending.here();
        return new byte[0];
    }

    /** Writes a data set that is wholly in memory; the stream stays open. */
    public static void write(DataSet dataSet, TransferSyntax syntax, OutputStream out)
            throws IOException {
        write(dataSet, syntax, out, BulkDataSource.none());
    }

    /** Writes a data set, and copies the values that were left in a file from there. */
    public static void write(
            DataSet dataSet, TransferSyntax syntax, OutputStream out, BulkDataSource bulkData)
            throws IOException {
        Pending.here();
    }

    /** Returns a command set as bytes, with its group length (PS3.7 section 6.3). */
    public static byte[] command(DataSet command) {
        Pending.here();
        return new byte[0];
    }
}
