// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Parses what is received while its bytes pass through, unchanged, to where they are kept.
 *
 * <p>Bulk data is not held in memory: the data set says where in the written file it stands, value
 * by value and fragment by fragment, so that frames are served later without parsing again. All of
 * the stream is written, what follows {@link ReadOptions#stopBefore} too. What fails to parse has
 * been written up to about where it failed; the rest of the stream is left to the caller.
 */
public final class IndexingReader {

    private IndexingReader() {}

    /**
     * Writes a raw data set behind a new preamble and meta, as a network service receives it.
     *
     * @return the object, its offsets counted from the first byte written to {@code file}; those of
     *     a deflated data set count in its inflated stream
     */
    public static Part10Object dataSet(
            InputStream raw, FileMeta meta, OutputStream file, ReadOptions options)
            throws IOException {
        long offset = Part10.writeHeader(file, meta);
        var tee = new TeeInputStream(raw, file);
        var dataSet =
                DataSetReader.read(
                        tee, offset, PagedInput.UNKNOWN_END, meta.transferSyntax(), options);
        tee.drain();
        return new Part10Object(meta, dataSet, offset);
    }

    /** Writes a whole file as received, preamble and meta among it. */
    public static Part10Object file(InputStream in, OutputStream file, ReadOptions options)
            throws IOException {
        var tee = new TeeInputStream(in, file);
        var object = Part10.read(tee, options);
        tee.drain();
        return object;
    }
}
