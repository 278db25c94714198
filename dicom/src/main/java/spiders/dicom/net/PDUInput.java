// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/**
 * A connection's incoming bytes, a buffer before them: a small one while little is said, so that
 * idle associations cost little, and a large one from a pool while objects flow.
 */
final class PDUInput {

    private static final int SMALL_LENGTH = 4 << 10;

    private final Transport transport;
    private final ByteBuffer small = ByteBuffer.allocate(SMALL_LENGTH).flip();

    /** Direct when it is a large one. */
    private ByteBuffer buffer = small;

    private boolean flowing;

    PDUInput(Transport transport) {
        this.transport = transport;
    }

    /** An object begins: much is to come. */
    void expectMuch() {
        flowing = true;
    }

    /** Nothing is under way; gives the large buffer back once it is empty. */
    void expectLittle() {
        flowing = false;
        if (buffer.isDirect() && !buffer.hasRemaining()) {
            FlowBuffers.giveBack(buffer);
            buffer = small;
            small.clear().flip();
        }
    }

    /** The next byte without taking it, or -1 at the end of the stream. */
    int peek() throws IOException {
        if (!buffer.hasRemaining() && !fill()) {
            return -1;
        }
        return buffer.get(buffer.position()) & 0xFF;
    }

    int unsignedByte() throws IOException {
        requireMore();
        return buffer.get() & 0xFF;
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
        requireMore();
        int count = Math.min(length, buffer.remaining());
        buffer.get(bytes, offset, count);
        return count;
    }

    /** Waits for more, and returns how much of it is at hand: 1 to {@code most}. */
    int await(long most) throws IOException {
        requireMore();
        return (int) Math.min(most, buffer.remaining());
    }

    /** Writes so much of what is at hand to a channel; it is taken even where that fails. */
    void writeTo(WritableByteChannel out, int count) throws IOException {
        int limit = buffer.limit();
        buffer.limit(buffer.position() + count);
        try {
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
        } finally {
            buffer.position(buffer.limit());
            buffer.limit(limit);
        }
    }

    private void requireMore() throws IOException {
        if (!buffer.hasRemaining() && !fill()) {
            throw new EOFException("The connection ended within a PDU");
        }
    }

    private boolean fill() throws IOException {
        if (flowing && !buffer.isDirect()) {
            buffer = FlowBuffers.take();
        }
        buffer.clear();
        int count;
        try {
            count = transport.read(buffer);
        } finally {
            buffer.flip();
        }
        return count > 0;
    }
}
