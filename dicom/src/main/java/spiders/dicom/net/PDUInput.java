// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import java.io.EOFException;
import java.io.IOException;

/** A connection's incoming bytes, a buffer before them; large reads pass the buffer by. */
final class PDUInput {

    private static final int BUFFER_LENGTH = 64 << 10;

    private final Transport transport;
    private final byte[] buffer = new byte[BUFFER_LENGTH];
    private int position;
    private int limit;

    PDUInput(Transport transport) {
        this.transport = transport;
    }

    /** The next byte without taking it, or -1 at the end of the stream. */
    int peek() throws IOException {
        if (position == limit && !fill()) {
            return -1;
        }
        return buffer[position] & 0xFF;
    }

    int unsignedByte() throws IOException {
        if (position == limit && !fill()) {
            throw new EOFException("The connection ended within a PDU");
        }
        return buffer[position++] & 0xFF;
    }

    long unsignedInt() throws IOException {
        long value = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            value = value << 8 | unsignedByte();
        }
        return value;
    }

    void readFully(byte[] bytes) throws IOException {
        int done = 0;
        while (done < bytes.length) {
            done += read(bytes, done, bytes.length - done);
        }
    }

    /** At least one byte; the end of the stream is an {@link EOFException}. */
    int read(byte[] bytes, int offset, int length) throws IOException {
        if (position == limit) {
            if (length >= BUFFER_LENGTH) {
                int count = transport.read(bytes, offset, length);
                return require(count);
            }
            require(fill() ? 1 : -1);
        }
        int count = Math.min(length, limit - position);
        System.arraycopy(buffer, position, bytes, offset, count);
        position += count;
        return count;
    }

    private static int require(int count) throws EOFException {
        if (count < 0) {
            throw new EOFException("The connection ended within a PDU");
        }
        return count;
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = 0;
        int count = transport.read(buffer, 0, BUFFER_LENGTH);
        limit = Math.max(count, 0);
        return count > 0;
    }
}
