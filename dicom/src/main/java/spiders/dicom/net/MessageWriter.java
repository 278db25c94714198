// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * Cuts messages into P-DATA-TF PDUs of the peer's length; a message that fits in the buffer goes
 * out in one write. Small messages have a small buffer of their own, objects borrow a large one.
 * For one thread at a time.
 */
final class MessageWriter {

    /** The least a peer may announce: the header of a PDV and a byte of it. */
    static final int MIN_PDU_LENGTH = 7;

    private static final int SMALL_LENGTH = 4 << 10;

    /** PDU header of 6 bytes, PDV header of 6. */
    private static final int HEADERS_LENGTH = 12;

    private static final int PDU_HEADER_LENGTH = 6;
    private static final int COMMAND = 1;
    private static final int LAST = 2;

    private final UpperLayer layer;
    private final int maxFragment;
    private final ByteBuffer small = ByteBuffer.allocate(SMALL_LENGTH);

    /** Direct when it is a large one. */
    private ByteBuffer buffer = small;

    /** {@code maxPDULength} is what the peer announced; 0 means no limit. */
    MessageWriter(UpperLayer layer, long maxPDULength) {
        this.layer = layer;
        long most = FlowBuffers.LENGTH - HEADERS_LENGTH;
        long max = maxPDULength == 0 ? most : Math.min(maxPDULength - PDU_HEADER_LENGTH, most);
        maxFragment = (int) (max > 1 ? max & ~1 : max); // Of even length where that can be.
    }

    void write(int context, CommandSet command) throws IOException {
        append(context, COMMAND, command.encode());
        flush();
    }

    void write(int context, CommandSet command, byte[] dataSet) throws IOException {
        begin(dataSet.length);
        append(context, COMMAND, command.encode());
        append(context, 0, dataSet);
        flush();
        end();
    }

    /** Reads the data set to its end; a failure to read it leaves the message unfinished. */
    void write(int context, CommandSet command, InputStream dataSet) throws IOException {
        begin(FlowBuffers.LENGTH);
        append(context, COMMAND, command.encode());
        var source = new Source(dataSet);
        do {
            int start = open();
            source.fill(buffer, Math.min(maxFragment, buffer.remaining()));
            if (source.isEnded()) {
                padToEven(start);
            }
            close(start, context, source.isEnded() ? LAST : 0);
        } while (!source.isEnded());
        flush();
        end();
    }

    /**
     * Some files have a value of odd length, against the standard; DCMTK and Orthanc never answer a
     * fragment of odd length, and pass over a byte too many.
     */
    private void padToEven(int start) {
        if (maxFragment > 1 && (buffer.position() - start) % 2 != 0) {
            buffer.put((byte) 0);
        }
    }

    private void begin(int expected) {
        if (expected > SMALL_LENGTH / 2 && !buffer.isDirect()) {
            buffer = FlowBuffers.take();
        }
    }

    /** After a failure the large buffer is not given back: its content is not known to be out. */
    private void end() {
        if (buffer.isDirect()) {
            FlowBuffers.giveBack(buffer);
            buffer = small;
        }
    }

    private void append(int context, int kind, byte[] bytes) throws IOException {
        int done = 0;
        do {
            int start = open();
            int room = Math.min(maxFragment, buffer.remaining());
            int count = Math.min(bytes.length - done, room);
            buffer.put(bytes, done, count);
            done += count;
            close(start, context, done < bytes.length ? kind : kind | LAST);
        } while (done < bytes.length);
    }

    /** Leaves room for the headers of a fragment, and returns where they go. */
    private int open() throws IOException {
        // A fragment smaller than it might be costs the peer more than a second write costs us.
        if (buffer.remaining() < HEADERS_LENGTH + Math.min(maxFragment, buffer.capacity() / 8)) {
            flush();
        }
        int start = buffer.position();
        buffer.position(start + HEADERS_LENGTH);
        return start;
    }

    private void close(int start, int context, int control) {
        int length = buffer.position() - start - PDU_HEADER_LENGTH;
        buffer.put(start, (byte) PDU.P_DATA_TF);
        buffer.put(start + 1, (byte) 0);
        buffer.putInt(start + 2, length);
        buffer.putInt(start + 6, length - Integer.BYTES);
        buffer.put(start + 10, (byte) context);
        buffer.put(start + 11, (byte) control);
    }

    private void flush() throws IOException {
        if (buffer.position() > 0) {
            try {
                layer.sendData(buffer.flip());
            } finally {
                buffer.clear();
            }
        }
    }

    /** What is sent could not be read; the cause says why. */
    static final class SourceFailedException extends IOException {

        private final IOException why;

        SourceFailedException(IOException why) {
            super(why);
            this.why = why;
        }

        IOException why() {
            return why;
        }
    }

    /** A stream read one byte ahead, so that the last fragment is known to be the last. */
    private static final class Source {

        private static final int COPY_LENGTH = 64 << 10;

        private final InputStream in;
        private final byte[] copy;
        private int ahead = -1;

        Source(InputStream in) throws IOException {
            this.in = in;
            copy = in instanceof FileSection ? new byte[0] : new byte[COPY_LENGTH];
            ahead = in instanceof FileSection ? -1 : ahead();
        }

        boolean isEnded() {
            return in instanceof FileSection section ? section.isEnded() : ahead < 0;
        }

        void fill(ByteBuffer buffer, int room) throws IOException {
            try {
                if (in instanceof FileSection section) {
                    section.readFully(buffer, room);
                } else if (ahead >= 0) {
                    buffer.put((byte) ahead);
                    ahead = copied(buffer, room - 1) < room - 1 ? -1 : in.read();
                }
            } catch (IOException e) {
                throw new SourceFailedException(e);
            }
        }

        private int ahead() throws SourceFailedException {
            try {
                return in.read();
            } catch (IOException e) {
                throw new SourceFailedException(e);
            }
        }

        private int copied(ByteBuffer buffer, int most) throws IOException {
            int done = 0;
            while (done < most) {
                int count = in.read(copy, 0, Math.min(most - done, copy.length));
                if (count < 0) {
                    return done;
                }
                buffer.put(copy, 0, count);
                done += count;
            }
            return done;
        }
    }
}
