// SPDX-License-Identifier: Apache-2.0
package spiders.archive.objects;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

import spiders.dicom.io.MalformedDataSetException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Objects;

/**
 * A part of an object as it comes from the store. What breaks off is asked for again from there on;
 * a far skip asks anew, and passes nothing over the network that nobody reads.
 */
final class S3Input extends InputStream {

    /** What is sooner read than asked for again. */
    private static final int NEAR = 1 << 17;

    private static final int MOST_BREAKS = 5;

    private final S3Bucket bucket;
    private final String key;
    private final long end;
    private long position;
    private int breaks;
    private @Nullable ResponseInputStream<GetObjectResponse> stream;
    private long streamEnd;

    S3Input(S3Bucket bucket, String key, long from, long length) {
        this.bucket = bucket;
        this.key = key;
        this.position = from;
        this.end = from + length;
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
        if (position == end) {
            return -1;
        }
        while (true) {
            var from = stream == null ? opened() : stream;
            if (position == streamEnd) {
                throw ended();
            }
            try {
                int asked = (int) Math.min(length, streamEnd - position);
                int read = from.read(bytes, offset, asked);
                if (read > 0) {
                    position += read;
                    return read;
                }
                broken(new IOException("The store ended before it had given all"));
            } catch (IOException e) {
                broken(e);
            }
        }
    }

    private ResponseInputStream<GetObjectResponse> opened() throws NoSuchFileException {
        try {
            var opened = bucket.get(key, position, end - position);
            streamEnd = position + opened.response().contentLength();
            stream = opened;
            return opened;
        } catch (Persistence.AnswerException e) {
            throw ended(); // The range begins beyond the object.
        }
    }

    private MalformedDataSetException ended() {
        return new MalformedDataSetException(position, "The file ends within bulk data");
    }

    private void broken(IOException failure) {
        abandon();
        breaks++;
        if (breaks > MOST_BREAKS) {
            throw new StoreUnavailableException("breaks off again and again", failure);
        }
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = Math.clamp(count, 0, end - position);
        if (skipped <= NEAR && stream != null) {
            return super.skip(skipped);
        }
        abandon();
        position += skipped;
        return skipped;
    }

    @Override
    public void close() throws IOException {
        if (stream != null && streamEnd - position <= NEAR) {
            stream.close(); // Reads the rest, so that the connection is used again.
            stream = null;
        }
        abandon();
    }

    private void abandon() {
        if (stream != null) {
            stream.abort();
            stream = null;
        }
    }
}
