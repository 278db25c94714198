// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.io;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;

/** Reads and writes DICOM files (PS3.10 section 7). */
public final class Part10 {

    private Part10() {}

    public static Part10Object read(Path file) throws IOException {
        return read(file, ReadOptions.defaults());
    }

    public static Part10Object read(Path file, ReadOptions options) throws IOException {
        Pending.here();
        return Part10Object.of(new FileMeta(DataSet.empty()), DataSet.empty());
    }

    /** Reads a file from a stream, which stays open. */
    public static Part10Object read(InputStream in, ReadOptions options) throws IOException {
        Pending.here();
        return Part10Object.of(new FileMeta(DataSet.empty()), DataSet.empty());
    }

    /** Writes a file, over whatever stands there. */
    public static void write(Path file, Part10Object object) throws IOException {
        Pending.here();
    }

    /** Writes a data set as a file in a transfer syntax; the stream stays open. */
    public static void write(OutputStream out, DataSet dataSet, TransferSyntax syntax)
            throws IOException {
        Pending.here();
    }

    /** Writes preamble and meta; returns their length, where the data set begins. */
    public static long writeHeader(OutputStream out, FileMeta meta) throws IOException {
        Pending.here();
        return 0;
    }

    /** Writes a file whose data set is copied as received; returns the file's length. */
    public static long write(OutputStream out, FileMeta meta, InputStream rawDataSet)
            throws IOException {
        return writeHeader(out, meta) + rawDataSet.transferTo(out);
    }
}
