// SPDX-License-Identifier: Apache-2.0
package spiders.archive.objects;

import spiders.dicom.io.BulkDataSource;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One object on its way to a store, through a local file. {@link #sync()} makes it durable. {@link
 * #close()} without {@link #keep()} leaves nothing. One thread.
 */
public abstract class ObjectWriter extends OutputStream {

    private static final int BUFFER = 1 << 16;
    private static final long CHECK_EVERY = 64L << 20;

    private final Location location;
    private final Path file;
    private final Room room;
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

    ObjectWriter(Location location, Path file, Room room) throws IOException {
        this.location = location;
        this.file = file;
        this.room = room;
        this.channel = FileChannel.open(file, StandardOpenOption.WRITE);
    }

    /** Where the object will stand. */
    public final Location location() {
        return location;
    }

    /** The bytes by position, those that were written before {@link #flush()}. */
    public final BulkDataSource source() {
        return BulkDataSource.file(file);
    }

    /** Brings what was written to the file, not to the disk. */
    @Override
    public final void flush() throws IOException {
        drain();
    }

    @Override
    public final void write(int b) throws IOException {
        if (!buffer.hasRemaining()) {
            drain();
        }
        buffer.put((byte) b);
        written++;
    }

    @Override
    public final void write(byte[] bytes, int offset, int length) throws IOException {
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
            room.require();
        }
    }

    /**
     * Closes the seal of what was written: says in the file that it is whole.
     *
     * @param dataSetOffset where the data set begins, right after the seal
     */
    public final void seal(long dataSetOffset, long length, String sha256) throws IOException {
        drain();
        var closing = ByteBuffer.wrap(Seal.closing(length, sha256));
        try {
            long at = dataSetOffset - Seal.TAIL_LENGTH;
            while (closing.hasRemaining()) {
                at += channel.write(closing, at);
            }
        } catch (IOException e) {
            throw room.explained(e);
        }
    }

    /**
     * Whether {@link #sync()} is so short that a transaction may wait for it; a store across the
     * network is better waited for before one is begun.
     */
    public abstract boolean isSyncBrief();

    /** Makes all that was written durable. */
    public final void sync() throws IOException {
        drain();
        try {
            synced();
        } catch (IOException e) {
            throw room.explained(e);
        }
    }

    /** The store's part of {@link #sync()}: the local file holds everything. */
    abstract void synced() throws IOException;

    final void force() throws IOException {
        channel.force(false);
    }

    /** From now on the file stays, whatever comes: the index may name it. */
    public final void keep() {
        state = State.KEPT;
    }

    /** Takes back what {@link #keep()} said: the index refused it. */
    public final void withdraw() {
        state = State.WRITING;
    }

    /** Ends the writing; an object that is not kept is gone. */
    @Override
    public final void close() throws IOException {
        if (state == State.CLOSED) {
            return;
        }
        boolean kept = state == State.KEPT;
        state = State.CLOSED;
        try (channel) {
            ended(kept);
        }
    }

    /** The store's part of the end: what is not kept goes, and the shelf is told. */
    abstract void ended(boolean kept) throws IOException;

    private void drain() throws IOException {
        buffer.flip();
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            throw room.explained(e);
        }
        buffer.clear();
    }
}
