// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** Some bytes of a file as a stream, which closes the file; a shorter file fails, not ends. */
final class ChannelSlice extends InputStream {

    private final FileChannel channel;
    private long position;
    private long remaining;

    ChannelSlice(FileChannel channel, long offset, long length) {
        this.channel = channel;
        this.position = offset;
        this.remaining = length;
    }

    static InputStream open(Path file, long offset, long length) throws IOException {
        return new ChannelSlice(FileChannel.open(file, StandardOpenOption.READ), offset, length);
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        if (remaining == 0) {
            return -1;
        }
        int asked = (int) Math.min(length, remaining);
        int read = channel.read(ByteBuffer.wrap(bytes, offset, asked), position);
        if (read < 0) {
            throw new MalformedDataSetException(position, "The file ends within bulk data");
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

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
