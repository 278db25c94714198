// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.io;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads data sets from streams of bytes, in any transfer syntax; lenient, within limits. */
public final class DataSetReader {

    static final ItemListener NO_LISTENER = (sequence, depth, offset) -> {};

    private DataSetReader() {}

    /** Reads a data set in memory, within the default limits. */
    public static DataSet read(byte[] bytes, TransferSyntax syntax) {
        try {
            if (syntax.isDeflated()) {
                return read(new ByteArrayInputStream(bytes), syntax);
            }
            return parse(
                    new PagedInput(bytes.clone()), syntax, ReadOptions.defaults(), NO_LISTENER);
        } catch (IOException e) {
            throw new UncheckedIOException("Reading memory does not fail", e);
        }
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
        return read(in, 0, PagedInput.UNKNOWN_END, syntax, options);
    }

    /** Reads a data set from a stream that is at a position, and ends at another. */
    static DataSet read(
            InputStream in, long position, long end, TransferSyntax syntax, ReadOptions options)
            throws IOException {
        return syntax.isDeflated()
                ? inflate(in, syntax, options, NO_LISTENER)
                : parse(new PagedInput(in, position, end), syntax, options, NO_LISTENER);
    }

    static DataSet inflate(
            InputStream in, TransferSyntax syntax, ReadOptions options, ItemListener items)
            throws IOException {
        try (var inflated = new LimitedInflater(in, options.inflatedLimit())) {
            var input = new PagedInput(inflated, 0, PagedInput.UNKNOWN_END);
            return parse(input, syntax, options, items);
        }
    }

    static DataSet parse(
            PagedInput in, TransferSyntax syntax, ReadOptions options, ItemListener items)
            throws IOException {
        return new DataSetParser(in, options, items).dataSet(Encoding.of(syntax));
    }
}
