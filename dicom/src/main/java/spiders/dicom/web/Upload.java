// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.web;

import org.jspecify.annotations.Nullable;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A request's body as it is taken by the service: when it last took some, what could not be read of
 * it, and the streams that are to be closed, which the JDK's client leaves open when a service
 * answers before it has read all.
 */
final class Upload implements AutoCloseable {

    private final Supplier<InputStream> body;
    private volatile long progress = System.nanoTime();
    private volatile @Nullable IOException failure;
    private volatile @Nullable InputStream open;

    /** {@code body} opens the whole of it; again, if the request must be sent again. */
    Upload(Supplier<InputStream> body) {
        this.body = body;
    }

    BodyPublisher publisher() {
        return BodyPublishers.ofInputStream(this::open);
    }

    private InputStream open() {
        close();
        var stream = new Watched(body.get());
        open = stream;
        return stream;
    }

    long nanosSinceProgress() {
        return System.nanoTime() - progress;
    }

    /** Why the body could not be read, if it could not. */
    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public void close() {
        var stream = open;
        try {
            if (stream != null) {
                stream.close();
            }
        } catch (IOException e) {
            return; // It was only read.
        }
    }

    /** The client reads when the connection has room. */
    private final class Watched extends FilterInputStream {

        Watched(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                progress = System.nanoTime();
                int count = super.read(target, offset, length);
                progress = System.nanoTime();
                return count;
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
    }
}
