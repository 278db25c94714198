// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.io;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.dictionary.Tags;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;

/**
 * Reads and writes DICOM files (PS3.10 section 7).
 *
 * <p>Files that lack their preamble, or their meta too, are read all the same.
 */
public final class Part10 {

    private static final byte[] PREAMBLE_AND_PREFIX = new byte[132];

    static {
        PREAMBLE_AND_PREFIX[128] = 'D';
        PREAMBLE_AND_PREFIX[129] = 'I';
        PREAMBLE_AND_PREFIX[130] = 'C';
        PREAMBLE_AND_PREFIX[131] = 'M';
    }

    private Part10() {}

    /** Reads a file wholly, within the default limits. */
    public static Part10Object read(Path file) throws IOException {
        return read(file, ReadOptions.defaults());
    }

    /**
     * Reads a file.
     *
     * @throws MalformedDataSetException if it is not a DICOM file, ends too early, or goes beyond a
     *     limit
     */
    public static Part10Object read(Path file, ReadOptions options) throws IOException {
        try (var in = new FileInputStream(file.toFile())) {
            var input = new PagedInput(in, 0, in.getChannel().size());
            return new Part10Parser(input, options, DataSetReader.NO_LISTENER).parse();
        }
    }

    /** Reads a file from a stream, which stays open. */
    public static Part10Object read(InputStream in, ReadOptions options) throws IOException {
        return read(in, options, DataSetReader.NO_LISTENER);
    }

    /** Reads a file from a stream, and tells where its items stand. */
    public static Part10Object read(InputStream in, ReadOptions options, ItemListener items)
            throws IOException {
        var input = new PagedInput(in, 0, PagedInput.UNKNOWN_END);
        return new Part10Parser(input, options, items).parse();
    }

    /**
     * Writes a file of an object in memory, over whatever stands there, in the transfer syntax of
     * its meta.
     */
    public static void write(Path file, Part10Object object) throws IOException {
        try (var out = new FileOutputStream(file.toFile())) {
            writeHeader(out, object.meta());
            DataSetWriter.write(object.dataSet(), object.meta().transferSyntax(), out);
        }
    }

    /** Writes a data set as a file in a transfer syntax; the stream stays open. */
    public static void write(OutputStream out, DataSet dataSet, TransferSyntax syntax)
            throws IOException {
        write(out, dataSet, syntax, BulkDataSource.none());
    }

    /** Writes a data set as a file, and copies the values that were left in a file from there. */
    public static void write(
            OutputStream out, DataSet dataSet, TransferSyntax syntax, BulkDataSource bulkData)
            throws IOException {
        writeHeader(out, FileMeta.of(dataSet, syntax));
        DataSetWriter.write(dataSet, syntax, out, bulkData);
    }

    /**
     * Opens a data set as a file that is made as it is read: what is in memory is encoded at once,
     * a value that was left in a file is read in its turn. The caller closes the stream.
     *
     * @throws IllegalArgumentException if the data set cannot be written, see {@link
     *     DataSetWriter#write(DataSet, TransferSyntax, OutputStream, BulkDataSource)}; if it would
     *     be deflated; or if words left in a file have another byte ordering
     */
    public static InputStream open(DataSet dataSet, TransferSyntax syntax, BulkDataSource bulkData)
            throws IOException {
        var header = new ByteArrayOutputStream();
        writeHeader(header, FileMeta.of(dataSet, syntax));
        return new SequenceInputStream(
                new ByteArrayInputStream(header.toByteArray()),
                ComposedStream.of(dataSet, syntax, bulkData));
    }

    /** Writes preamble and meta; returns their length, where the data set begins. */
    public static long writeHeader(OutputStream out, FileMeta meta) throws IOException {
        var group =
                DataSetWriter.withGroupLength(
                        meta.elements(),
                        Tags.FileMetaInformationGroupLength,
                        TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        out.write(PREAMBLE_AND_PREFIX);
        out.write(group);
        return (long) PREAMBLE_AND_PREFIX.length + group.length;
    }

    /** Writes a file whose data set is copied as received; returns the file's length. */
    public static long write(OutputStream out, FileMeta meta, InputStream rawDataSet)
            throws IOException {
        return writeHeader(out, meta) + rawDataSet.transferTo(out);
    }
}
