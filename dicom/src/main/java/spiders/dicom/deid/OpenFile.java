// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import spiders.dicom.io.BulkDataSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A file that is read from several places and closed once, by whoever opened it. */
record OpenFile(FileChannel channel) implements BulkDataSource {

    /** The whole file as a stream; closing it leaves the file open. */
    InputStream stream() throws IOException {
        return open(0, channel.size());
    }

    @Override
    public InputStream open(long offset, long length) {
        return new Slice(channel, offset, offset + length);
    }

    private static final class Slice extends InputStream {

        private final FileChannel channel;
        private final long end;
        private long position;

        Slice(FileChannel channel, long position, long end) {
            this.channel = channel;
            this.position = position;
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int asked = (int) Math.min(length, end - position);
            if (asked <= 0) {
                return length == 0 ? 0 : -1;
            }
            int read = channel.read(ByteBuffer.wrap(bytes, offset, asked), position);
            position += Math.max(read, 0);
            return read;
        }

        @Override
        public long skip(long count) {
            long skipped = Math.clamp(count, 0, Math.max(0, end - position));
            position += skipped;
            return skipped;
        }
    }
}
