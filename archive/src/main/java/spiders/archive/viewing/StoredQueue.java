// SPDX-License-Identifier: Apache-2.0
package spiders.archive.viewing;

import spiders.archive.Origin;
import spiders.archive.StoredInstance;
import spiders.archive.StoredListener;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What was stored of late and is to be made ready for the eye. It holds so many and lets further
 * ones go: what it forgets is made when somebody looks.
 */
public final class StoredQueue implements StoredListener {

    private static final int MOST = 16_384;
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long POLL_MILLIS = 200;

    private final Streaming streaming;
    private final BlockingQueue<StoredInstance> waiting = new ArrayBlockingQueue<>(MOST);
    private volatile long lastNanos = System.nanoTime();

    public StoredQueue(Streaming streaming) {
        this.streaming = streaming;
    }

    @Override
    public void stored(Origin origin, StoredInstance instance) {
        lastNanos = System.nanoTime();
        if (streaming.isMadeAhead(instance)) {
            waiting.offer(instance);
        }
    }

    /** The next one, once nothing was stored for two seconds: storing comes first. */
    StoredInstance take() throws InterruptedException {
        var next = waiting.take();
        while (System.nanoTime() - lastNanos < QUIET_NANOS) {
            Thread.sleep(POLL_MILLIS);
        }
        return next;
    }
}
