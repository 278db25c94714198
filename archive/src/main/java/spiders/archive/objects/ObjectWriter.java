// SPDX-License-Identifier: Apache-2.0
package spiders.archive.objects;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One object on its way to the disk. {@link #sync()} makes its bytes durable; its name is so
 * already. {@link #close()} without {@link #keep()} leaves nothing. One thread.
 */
public final class ObjectWriter extends OutputStream {

    private static final int BUFFER = 1 << 16;
    private static final long CHECK_EVERY = 64L << 20;

    private final ObjectStore store;
    private final Shelf shelf;
    private final Location location;
    private final Path file;
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private long written;
    private long checkAt = CHECK_EVERY;
    private State state = State.WRITING;

    private enum State {
        WRITING,
        KEPT,
        CLOSED
    }

    ObjectWriter(ObjectStore store, Shelf shelf, int file) throws IOException {
        this.store = store;
        this.shelf = shelf;
        this.location = new Location(shelf.number(), file);
        this.file = shelf.folder().resolve(location.fileName());
        this.channel = FileChannel.open(this.file, StandardOpenOption.WRITE);
    }

    /** Where the object will stand. */
    public Location location() {
        return location;
    }

    /** The file that the bytes go to; whole after {@link #flush()}. */
    public Path file() {
        return file;
    }

    /** Brings what was written to the file, not to the disk. */
    @Override
    public void flush() throws IOException {
        drain();
    }

    @Override
    public void write(int b) throws IOException {
        if (!buffer.hasRemaining()) {
            drain();
        }
        buffer.put((byte) b);
        written++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int left = length;
        while (left > 0) {
            if (!buffer.hasRemaining()) {
                drain();
            }
            int part = Math.min(left, buffer.remaining());
            buffer.put(bytes, from, part);
            from += part;
            left -= part;
        }
        written += length;
        if (written >= checkAt) {
            checkAt = written + CHECK_EVERY;
            store.requireRoom();
        }
    }

    /**
     * Closes the seal of what was written: says in the file that it is whole.
     *
     * @param dataSetOffset where the data set begins, right after the seal
     */
    public void seal(long dataSetOffset, long length, String sha256) throws IOException {
        drain();
        var closing = ByteBuffer.wrap(Seal.closing(length, sha256));
        try {
            long at = dataSetOffset - Seal.TAIL_LENGTH;
            while (closing.hasRemaining()) {
                at += channel.write(closing, at);
            }
        } catch (IOException e) {
            throw store.explained(e);
        }
    }

    /** Brings all that was written to the disk. */
    public void sync() throws IOException {
        drain();
        try {
            channel.force(false); // Where the file system allocates late, a full disk shows here.
        } catch (IOException e) {
            throw store.explained(e);
        }
    }

    /** From now on the file stays, whatever comes: the index may name it. */
    public void keep() {
        state = State.KEPT;
    }

    /** Takes back what {@link #keep()} said: the index refused it. */
    public void withdraw() {
        state = State.WRITING;
    }

    /** Ends the writing; an object that is not kept is gone. */
    @Override
    public void close() throws IOException {
        if (state == State.CLOSED) {
            return;
        }
        boolean kept = state == State.KEPT;
        state = State.CLOSED;
        try (channel) {
            if (!kept) {
                Files.deleteIfExists(file);
            }
        } finally {
            store.released(shelf);
        }
    }

    private void drain() throws IOException {
        buffer.flip();
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            throw store.explained(e);
        }
        buffer.clear();
    }
}
