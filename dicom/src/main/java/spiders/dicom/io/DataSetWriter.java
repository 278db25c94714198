// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.io;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes data sets as streams of bytes, in any transfer syntax, strictly.
 *
 * <p>Values are padded to even lengths; sequences and items that are not empty are delimited, which
 * lets a data set of any size be written as it comes.
 */
public final class DataSetWriter {

    private static final int GROUP = 512;

    private DataSetWriter() {}

    /** Returns a data set that is wholly in memory as bytes. */
    public static byte[] bytes(DataSet dataSet, TransferSyntax syntax) {
        var out = new ByteArrayOutputStream(4096);
        try {
            write(dataSet, syntax, out);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory does not fail", e);
        }
        return out.toByteArray();
    }

    /** Writes a data set that is wholly in memory; the stream stays open. */
    public static void write(DataSet dataSet, TransferSyntax syntax, OutputStream out)
            throws IOException {
        write(dataSet, syntax, out, BulkDataSource.none());
    }

    /**
     * Writes a data set, and copies the values that were left in a file from there. An item on its
     * own declares the character set that it had from the data set it was in.
     *
     * @throws IllegalArgumentException if the pixel data is compressed and the transfer syntax is
     *     not, or the other way round, or if a value is only named by a URI
     */
    public static void write(
            DataSet dataSet, TransferSyntax syntax, OutputStream out, BulkDataSource bulkData)
            throws IOException {
        PixelDataForm.require(dataSet, syntax);
        if (!syntax.isDeflated()) {
            encode(dataSet.declared(), Encoding.of(syntax), out, bulkData);
            return;
        }
        var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            var deflated = new DeflaterOutputStream(out, deflater, 16 * 1024);
            encode(dataSet.declared(), Encoding.of(syntax), deflated, bulkData);
            deflated.finish();
            if (deflater.getBytesWritten() % 2 != 0) {
                out.write(0); // PS3.5 section A.5: padded to an even length.
            }
        } finally {
            deflater.end();
        }
    }

    private static void encode(
            DataSet dataSet, Encoding encoding, OutputStream stream, BulkDataSource bulkData)
            throws IOException {
        encode(dataSet, new Output(stream, encoding), bulkData);
    }

    private static void encode(DataSet dataSet, Output out, BulkDataSource bulkData)
            throws IOException {
        new DataSetEncoder(out, bulkData).dataSet(dataSet);
        out.flush();
    }

    /** Returns a command set as bytes, with its group length (PS3.7 section 6.3). */
    public static byte[] command(DataSet command) {
        return withGroupLength(
                command, Tags.CommandGroupLength, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
    }

    /** Returns the one group of a data set as bytes, its length first. */
    static byte[] withGroupLength(DataSet group, Tag lengthTag, TransferSyntax syntax) {
        var rest = small(group.without(lengthTag), syntax);
        var length = DataSet.builder().set(lengthTag, VR.UL, rest.length).build();
        var out = new ByteArrayOutputStream(rest.length + 16);
        out.writeBytes(small(length, syntax));
        out.writeBytes(rest);
        return out.toByteArray();
    }

    /** Returns as bytes what has a few hundred of them. */
    private static byte[] small(DataSet dataSet, TransferSyntax syntax) {
        var bytes = new ByteArrayOutputStream(GROUP);
        try {
            encode(dataSet, new Output(bytes, Encoding.of(syntax), GROUP), BulkDataSource.none());
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory does not fail", e);
        }
        return bytes.toByteArray();
    }
}
