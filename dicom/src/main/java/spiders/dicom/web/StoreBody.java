// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/** The body of a STOW-RS request as a stream: one source is open at a time. */
final class StoreBody extends InputStream {

    private static final String PART = "Content-Type: application/dicom\r\n\r\n";

    private final String delimiter;
    private final Iterator<StowClient.Source> sources;
    private InputStream current;
    private boolean isInPart;
    private boolean isClosed;

    StoreBody(String boundary, List<StowClient.Source> sources) {
        this.delimiter = "--" + boundary;
        this.sources = sources.iterator();
        this.current = delimiter(delimiter);
        this.isInPart = true;
    }

    /** What comes after the stream that has ended: a part, or the delimiter behind it. */
    private boolean advance() throws IOException {
        current.close();
        if (isClosed) {
            return false;
        }
        if (!isInPart) {
            current = delimiter("\r\n" + delimiter);
            isInPart = true;
            return true;
        }
        if (!sources.hasNext()) {
            current = delimiter("--\r\n");
            isClosed = true;
            return true;
        }
        current = new SequenceInputStream(delimiter("\r\n" + PART), sources.next().open());
        isInPart = false;
        return true;
    }

    private static InputStream delimiter(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        int read = current.read(target, offset, length);
        while (read < 0) {
            if (!advance()) {
                return -1;
            }
            read = current.read(target, offset, length);
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        isClosed = true;
        current.close();
    }
}
