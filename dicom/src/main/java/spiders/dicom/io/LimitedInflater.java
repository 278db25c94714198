// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** Inflates a deflated data set (PS3.5 section A.5), and not more of it than the limit. */
final class LimitedInflater extends InputStream {

    private static final int BUFFER = 16 * 1024;

    private final Inflater inflater;
    private final InputStream in;
    private final long limit;
    private final boolean isEmpty;
    private long count;

    LimitedInflater(InputStream deflated, long limit) throws IOException {
        var start = new PushbackInputStream(deflated, 2);
        // Some writers wrap the deflated bytes as zlib does; DCMTK reads such files too.
        var head = start.readNBytes(2);
        start.unread(head);
        this.isEmpty = head.length == 0; // No data set at all, as of a file of meta alone.
        this.inflater = new Inflater(!isZlib(head));
        this.in = new InflaterInputStream(start, inflater, BUFFER);
        this.limit = limit;
    }

    private static boolean isZlib(byte[] start) {
        if (start.length < 2) {
            return false;
        }
        int first = start[0] & 0xFF;
        return first == 0x78 && ((first << 8) | (start[1] & 0xFF)) % 31 == 0;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (isEmpty) {
            return -1;
        }
        int read;
        try {
            read = in.read(bytes, offset, length);
        } catch (ZipException e) {
            throw new MalformedDataSetException(count, "The deflated data set is damaged");
        } catch (EOFException e) {
            throw new MalformedDataSetException(count, "The deflated data set ends too early");
        }
        count += Math.max(read, 0);
        if (count > limit) {
            throw new MalformedDataSetException(
                    count, "The data set inflates to more than %d bytes".formatted(limit));
        }
        return read;
    }

    /** Frees the inflater's memory; the stream below stays open. */
    @Override
    public void close() {
        inflater.end();
    }
}
