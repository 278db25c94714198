// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A file from an offset to its end, read without a copy between where the reader has a buffer. */
final class FileSection extends InputStream {

    private final FileChannel channel;
    private final long end;
    private long position;

    FileSection(Path file, long offset) throws IOException {
        channel = FileChannel.open(file);
        end = channel.size();
        position = offset;
    }

    boolean isEnded() {
        return position >= end;
    }

    /**
     * Reads so much, or up to the end.
     *
     * @throws EOFException when the file has become shorter
     */
    void readFully(ByteBuffer buffer, int most) throws IOException {
        int left = most;
        while (left > 0 && !isEnded()) {
            int count = read(buffer, left);
            if (count < 0) {
                throw new EOFException("The file became shorter while it was sent");
            }
            left -= count;
        }
    }

    private int read(ByteBuffer buffer, int most) throws IOException {
        if (isEnded()) {
            return -1;
        }
        int limit = buffer.limit();
        buffer.limit(buffer.position() + Math.min(most, buffer.remaining()));
        try {
            int count = channel.read(buffer, position);
            position += Math.max(count, 0);
            return count;
        } finally {
            buffer.limit(limit);
        }
    }

    @Override
    public int read() throws IOException {
        var one = ByteBuffer.allocate(1);
        return read(one, 1) < 0 ? -1 : one.get(0) & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return length == 0 ? 0 : read(ByteBuffer.wrap(bytes, offset, length), length);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
