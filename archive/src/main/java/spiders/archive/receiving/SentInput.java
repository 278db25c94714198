// SPDX-License-Identifier: Apache-2.0
package spiders.archive.receiving;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Knows whether it was the sender that failed, and not the disk it is written to. */
final class SentInput extends FilterInputStream {

    private boolean failed;

    SentInput(InputStream in) {
        super(in);
    }

    boolean hasFailed() {
        return failed;
    }

    @Override
    public int read() throws IOException {
        failed = true; // Until it has gone well.
        int read = in.read();
        failed = false;
        return read;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        failed = true; // Until it has gone well.
        int read = in.read(target, offset, length);
        failed = false;
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
