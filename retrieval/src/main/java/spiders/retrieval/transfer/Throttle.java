// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.transfer;

import spiders.region.FetchWindows;
import spiders.retrieval.Pace;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;

/**
 * Holds what comes from one source to the rate that is set for the hour, all its transfers of this
 * node, or of its edge, together: who reads waits, and the network makes the source wait in turn.
 */
public final class Throttle {

    private static final int MOST_AT_ONCE = 16 * 1024;

    private static final long WORTH_A_SLEEP = TimeUnit.MILLISECONDS.toNanos(2);

    private final FetchWindows windows;
    private final Pace pace;
    private long nextFree = System.nanoTime();

    /** For one source, with what its profile says. */
    public Throttle(FetchWindows windows, Pace pace) {
        this.windows = windows;
        this.pace = pace;
    }

    /** The stream, read no faster than is allowed. */
    public InputStream of(InputStream stream) {
        return windows.windows().isEmpty() ? stream : new Slowed(stream);
    }

    /** Books so many bytes, and returns how long who read them has to wait. */
    private synchronized long book(int bytes) {
        long rate = windows.rate(pace.now());
        if (rate == FetchWindows.UNLIMITED || rate == 0) {
            return 0; // In quiet hours what was begun is stopped between two objects.
        }
        long now = System.nanoTime();
        nextFree = Math.max(nextFree, now) + (long) (bytes * 1e9 / (rate * pace.speed()));
        return nextFree - now;
    }

    private final class Slowed extends FilterInputStream {

        Slowed(InputStream stream) {
            super(stream);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            if (read >= 0) {
                await(1);
            }
            return read;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, Math.min(length, MOST_AT_ONCE));
            if (read > 0) {
                await(read);
            }
            return read;
        }

        private void await(int bytes) throws InterruptedIOException {
            try {
                long wait = book(bytes);
                if (wait > WORTH_A_SLEEP) {
                    TimeUnit.NANOSECONDS.sleep(wait);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while a source was spared");
            }
        }
    }
}
