// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts messages into P-DATA-TF PDUs of the peer's length, in one buffer that is kept; a message
 * that fits in it goes out in one write. For one thread at a time.
 */
final class MessageWriter {

    /** The least a peer may announce: the header of a PDV and a byte of it. */
    static final int MIN_PDU_LENGTH = 7;

    private static final int BUFFER_LENGTH = 256 << 10;
    private static final int FIRST_BUFFER_LENGTH = 4 << 10;

    /** PDU header of 6 bytes, PDV header of 6. */
    private static final int HEADERS_LENGTH = 12;

    private static final int PDU_HEADER_LENGTH = 6;
    private static final int COMMAND = 1;
    private static final int LAST = 2;

    private final UpperLayer layer;
    private final int maxFragment;
    private byte[] buffer = new byte[FIRST_BUFFER_LENGTH];
    private int position;

    /** {@code maxPDULength} is what the peer announced; 0 means no limit. */
    MessageWriter(UpperLayer layer, long maxPDULength) {
        this.layer = layer;
        long max = maxPDULength == 0 ? BUFFER_LENGTH : Math.min(maxPDULength, BUFFER_LENGTH);
        maxFragment = (int) Math.min(max - PDU_HEADER_LENGTH, BUFFER_LENGTH - HEADERS_LENGTH);
    }

    void write(int context, CommandSet command) throws IOException {
        append(context, COMMAND, command.encode());
        flush();
    }

    void write(int context, CommandSet command, byte[] dataSet) throws IOException {
        append(context, COMMAND, command.encode());
        append(context, 0, dataSet);
        flush();
    }

    /** Reads the data set to its end; a failure to read it leaves the message unfinished. */
    void write(int context, CommandSet command, InputStream dataSet) throws IOException {
        append(context, COMMAND, command.encode());
        var source = new Source(dataSet);
        do {
            int start = open();
            int room = Math.min(maxFragment, buffer.length - position);
            position += source.fill(buffer, position, room);
            close(start, context, source.isEnded() ? LAST : 0);
        } while (!source.isEnded());
        flush();
    }

    private void append(int context, int kind, byte[] bytes) throws IOException {
        int done = 0;
        do {
            int start = open();
            int count = Math.min(bytes.length - done, Math.min(maxFragment, room()));
            System.arraycopy(bytes, done, buffer, position, count);
            position += count;
            done += count;
            close(start, context, done < bytes.length ? kind : kind | LAST);
        } while (done < bytes.length);
    }

    private int room() {
        return buffer.length - position;
    }

    /** Leaves room for the headers of a fragment, and returns where they go. */
    private int open() throws IOException {
        if (buffer.length < BUFFER_LENGTH && position > 0) {
            buffer = Arrays.copyOf(buffer, BUFFER_LENGTH);
        }
        // A fragment smaller than it might be costs the peer more than a second write costs us.
        if (room() < HEADERS_LENGTH + Math.min(maxFragment, BUFFER_LENGTH / 8)) {
            flush();
        }
        int start = position;
        position += HEADERS_LENGTH;
        return start;
    }

    private void close(int start, int context, int control) {
        buffer[start] = PDU.P_DATA_TF;
        buffer[start + 1] = 0;
        bigEndian(start + 2, position - start - PDU_HEADER_LENGTH);
        bigEndian(start + 6, position - start - PDU_HEADER_LENGTH - Integer.BYTES);
        buffer[start + 10] = (byte) context;
        buffer[start + 11] = (byte) control;
    }

    private void bigEndian(int at, int value) {
        buffer[at] = (byte) (value >> 24);
        buffer[at + 1] = (byte) (value >> 16);
        buffer[at + 2] = (byte) (value >> 8);
        buffer[at + 3] = (byte) value;
    }

    private void flush() throws IOException {
        if (position > 0) {
            int length = position;
            position = 0;
            layer.sendData(buffer, length);
        }
    }

    /** A stream read one byte ahead, so that the last fragment is known to be the last. */
    private static final class Source {

        private final InputStream in;
        private int ahead;

        Source(InputStream in) throws IOException {
            this.in = in;
            ahead = in.read();
        }

        boolean isEnded() {
            return ahead < 0;
        }

        int fill(byte[] bytes, int offset, int room) throws IOException {
            if (ahead < 0) {
                return 0;
            }
            bytes[offset] = (byte) ahead;
            int count = 1 + in.readNBytes(bytes, offset + 1, room - 1);
            ahead = count < room ? -1 : in.read();
            return count;
        }
    }
}
