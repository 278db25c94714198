// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import spiders.web.TooLargeException;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A request's body that is refused once it is longer than is taken. */
final class BoundedBody extends FilterInputStream {

    private final long most;
    private long read;

    BoundedBody(InputStream in, long most) {
        super(in);
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        int b = in.read();
        count(b < 0 ? 0 : 1);
        return b;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = in.read(target, offset, length);
        count(Math.max(0, count));
        return count;
    }

    private void count(int bytes) {
        read += bytes;
        if (read > most) {
            throw new TooLargeException("a body of more than %d bytes".formatted(most));
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
