// SPDX-License-Identifier: Apache-2.0
package spiders.archive.delivery;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The thread that delivers what is owed, one after the other; it looks every two seconds, and at
 * once when it is told of news.
 */
public final class DeliveryWorker implements AutoCloseable {

    /**
     * Within it what was taken is delivered, or due again, for another process: what takes longer
     * may be delivered twice, which harms nobody.
     */
    public static final Duration LEASE = Duration.ofMinutes(5);

    /** What is ended is kept this long, for who asks why. */
    public static final Duration KEPT = Duration.ofDays(30);

    private static final System.Logger LOG = System.getLogger(DeliveryWorker.class.getName());
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final String name;
    private final Deliveries deliveries;
    private final Semaphore news = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closed;

    /** What is owed. */
    public interface Deliveries {

        /** Takes one that is due and tries to deliver it; whether there was one. */
        boolean deliverOne();

        /** Lets go of what was ended long ago. */
        void forgetOld();
    }

    /**
     * Starts no work before {@link #start}.
     *
     * @param name of the thread, and of the work in the log
     */
    public DeliveryWorker(String name, Deliveries deliveries) {
        this.name = name;
        this.deliveries = deliveries;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::work);
    }

    /** Takes up what is owed, from before a restart too. */
    public void start() {
        thread.start();
    }

    /** There may be something due now. */
    public void wake() {
        news.release();
    }

    private void work() {
        while (!closed) {
            try {
                deliveries.forgetOld();
                while (!closed && deliveries.deliverOne()) {
                    // One after the other.
                }
                news.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                news.drainPermits();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (Exception e) { // The job runner: the database may be away for a while.
                LOG.log(Level.ERROR, name + " is held up", e);
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends after the delivery under way, or cuts it short; what is owed stays owed. */
    @Override
    public void close() {
        closed = true;
        news.release();
        try {
            if (thread.getState() != Thread.State.NEW && !thread.join(GRACE)) {
                thread.interrupt();
                thread.join(LOOK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
