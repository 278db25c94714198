// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A stream that writes down every byte it gives, skipped ones too. */
final class TeeInputStream extends InputStream {

    private static final int BUFFER = 64 * 1024;

    private final InputStream in;
    private final OutputStream copy;
    private byte[] scratch = new byte[0];

    TeeInputStream(InputStream in, OutputStream copy) {
        this.in = in;
        this.copy = copy;
    }

    @Override
    public int read() throws IOException {
        int value = in.read();
        if (value >= 0) {
            copy.write(value);
        }
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = in.read(bytes, offset, length);
        if (read > 0) {
            copy.write(bytes, offset, read);
        }
        return read;
    }

    @Override
    public long skip(long length) throws IOException {
        if (scratch.length == 0) {
            scratch = new byte[BUFFER];
        }
        long left = length;
        while (left > 0) {
            int read = read(scratch, 0, (int) Math.min(left, BUFFER));
            if (read < 0) {
                break;
            }
            left -= read;
        }
        return Math.max(0, length) - Math.max(0, left);
    }

    /** Copies what is left. */
    void drain() throws IOException {
        long skipped;
        do {
            skipped = skip(Long.MAX_VALUE);
        } while (skipped > 0);
    }
}
