// SPDX-License-Identifier: Apache-2.0
package spiders.archive.objects;

import spiders.dicom.io.BulkDataSource;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.UUID;

/**
 * A file beside the objects for what is none yet: appended to, and read by position. It has no name
 * from its first moment on, so that its room is free again when it is closed, and after a crash.
 * One thread.
 */
public final class Scratch implements Closeable {

    private static final int BUFFER = 1 << 16;
    private static final long CHECK_EVERY = 64L << 20;

    private final FileChannel file;
    private final Room room;
    private long length;

    private Scratch(FileChannel file, Room room) {
        this.file = file;
        this.room = room;
    }

    /** Begins a file in a folder; there must be room for more. */
    static Scratch open(Path folder, Room room) throws IOException {
        room.require();
        try {
            // Where the system can, the name goes as soon as the file is open.
            var file =
                    FileChannel.open(
                            folder.resolve(".scratch." + UUID.randomUUID()),
                            StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.DELETE_ON_CLOSE);
            return new Scratch(file, room);
        } catch (IOException e) {
            throw room.explained(e);
        }
    }

    /** The bytes so far: where what is appended next will begin. */
    public long length() {
        return length;
    }

    /**
     * Appends a stream to its end; of one that fails nothing stays.
     *
     * @throws IOException when the stream fails, or the disk does
     * @throws OutOfSpaceException when there is no room for it; the rest of the stream is unread
     */
    public void append(InputStream in) throws IOException {
        long before = length;
        boolean isWhole = false;
        try {
            var buffer = new byte[BUFFER];
            long checkAt = before;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (length >= checkAt) {
                    room.require();
                    checkAt = length + CHECK_EVERY;
                }
                write(ByteBuffer.wrap(buffer, 0, read));
            }
            isWhole = true;
        } finally {
            if (!isWhole) {
                length = before;
                file.truncate(before);
            }
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        try {
            while (bytes.hasRemaining()) {
                length += file.write(bytes, length);
            }
        } catch (IOException e) {
            throw room.explained(e);
        }
    }

    /** What was appended, by its position, until this is closed. */
    public BulkDataSource source() {
        return Slice::new;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Some of the bytes as a stream. */
    private final class Slice extends InputStream {

        private long position;
        private long remaining;

        Slice(long offset, long count) {
            Objects.checkFromIndexSize(offset, count, length);
            this.position = offset;
            this.remaining = count;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int count) throws IOException {
            Objects.checkFromIndexSize(offset, count, target.length);
            if (remaining == 0) {
                return count == 0 ? 0 : -1;
            }
            int asked = (int) Math.min(count, remaining);
            int read = file.read(ByteBuffer.wrap(target, offset, asked), position);
            if (read < 0) {
                throw new IOException("A scratch file is shorter than it was");
            }
            position += read;
            remaining -= read;
            return read;
        }

        @Override
        public long skip(long count) {
            long skipped = Math.clamp(count, 0, remaining);
            position += skipped;
            remaining -= skipped;
            return skipped;
        }

        @Override
        public int available() {
            return (int) Math.min(remaining, Integer.MAX_VALUE);
        }
    }
}
