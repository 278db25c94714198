// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.mllp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Reads the frames of a connection: the byte 0B, the message, the bytes 1C 0D (HL7 Minimal Lower
 * Layer Protocol, release 1). Line ends between frames are let pass; some senders put them there.
 */
final class FrameReader {

    /** How many bytes a message may have. */
    static final int MAX_BYTES = 1 << 20;

    private static final int BEGIN = 0x0B;
    private static final int END = 0x1C;

    private final InputStream in;
    private final long patienceNanos;
    private final LongSupplier nanos;
    private long offset;

    /**
     * A message has to be whole within the patience after its first byte.
     *
     * @param nanos a clock that never goes back
     */
    FrameReader(InputStream in, Duration patience, LongSupplier nanos) {
        this.in = in;
        this.patienceNanos = patience.toNanos();
        this.nanos = nanos;
    }

    /** The next message; empty where the connection ends between two. */
    Optional<byte[]> next() throws IOException {
        return begins() ? Optional.of(rest()) : Optional.empty();
    }

    /** Waits for the begin of a message; false where the connection ends instead. */
    boolean begins() throws IOException {
        int first = read();
        while (first == '\r' || first == '\n') {
            first = read();
        }
        if (first < 0) {
            return false;
        }
        if (first != BEGIN) {
            throw new MalformedFrameException("no begin of a frame", offset);
        }
        return true;
    }

    /** The message that has begun. */
    byte[] rest() throws IOException {
        long begun = nanos.getAsLong();
        var message = new ByteArrayOutputStream();
        for (int b = read(); b != END; b = read()) {
            if (b < 0) {
                throw new MalformedFrameException("the connection ended in a frame", offset);
            }
            if (b == BEGIN) {
                throw new MalformedFrameException("a frame begins in a frame", offset);
            }
            if (message.size() == MAX_BYTES) {
                throw new MalformedFrameException("a frame is larger than a megabyte", offset);
            }
            if (nanos.getAsLong() - begun > patienceNanos) {
                throw new SocketTimeoutException("a message took too long");
            }
            message.write(b);
        }
        if (read() != '\r') {
            throw new MalformedFrameException("no end of a frame", offset);
        }
        return message.toByteArray();
    }

    private int read() throws IOException {
        int b = in.read();
        offset++;
        return b;
    }
}
