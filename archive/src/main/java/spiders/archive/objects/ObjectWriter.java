// SPDX-License-Identifier: Apache-2.0
package spiders.archive.objects;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * One object on its way to the disk: bytes go to a {@code .part} file; {@link #publish()} gives it
 * its name, {@link #close()} without it leaves nothing. One thread.
 */
public final class ObjectWriter extends OutputStream {

    private static final int BUFFER = 1 << 16;
    private static final long CHECK_EVERY = 64L << 20;

    private final ObjectStore store;
    private final Shelf shelf;
    private final Location location;
    private final Path part;
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private long written;
    private long checkAt = CHECK_EVERY;
    private State state = State.WRITING;

    private enum State {
        WRITING,
        PUBLISHED,
        CLOSED
    }

    ObjectWriter(ObjectStore store, Shelf shelf, int file) throws IOException {
        this.store = store;
        this.shelf = shelf;
        this.location = new Location(shelf.number(), file);
        this.part = shelf.folder().resolve(location.partName());
        this.channel =
                FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** Where the object will stand. */
    public Location location() {
        return location;
    }

    /** The file that the bytes go to until they are published; whole after {@link #flush()}. */
    public Path file() {
        return part;
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
     * Brings the bytes to the disk and gives the file its name. The name itself is durable after
     * {@link ObjectStore#syncNames}, which one caller does for many.
     */
    public void publish() throws IOException {
        drain();
        try {
            channel.force(false); // Where the file system allocates late, a full disk shows here.
            Files.move(
                    part,
                    shelf.folder().resolve(location.fileName()),
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw store.explained(e);
        }
        state = State.PUBLISHED;
    }

    /** Takes back what {@link #publish()} named: the index refused it. */
    public void withdraw() throws IOException {
        Files.deleteIfExists(shelf.folder().resolve(location.fileName()));
    }

    /** Ends the writing; an object that was not published is gone. */
    @Override
    public void close() throws IOException {
        if (state == State.CLOSED) {
            return;
        }
        boolean published = state == State.PUBLISHED;
        state = State.CLOSED;
        try (channel) {
            if (!published) {
                Files.deleteIfExists(part);
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
