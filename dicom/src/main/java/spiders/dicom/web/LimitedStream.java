// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.web;

import java.io.IOException;
import java.io.InputStream;

/** The first bytes of a stream, which stays open. */
final class LimitedStream extends InputStream {

    private final InputStream in;
    private long left;

    LimitedStream(InputStream in, long length) {
        this.in = in;
        this.left = length;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (left == 0) {
            return length == 0 ? 0 : -1;
        }
        int read = in.read(target, offset, (int) Math.min(length, left));
        left -= Math.max(0, read);
        return read;
    }
}
