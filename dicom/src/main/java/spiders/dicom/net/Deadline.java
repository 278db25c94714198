// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A wait that must end: armed before it and disarmed after it; when its time is over first, {@code
 * onExpiry} runs once on a thread of its own, and is to free whoever waits.
 */
final class Deadline implements AutoCloseable {

    private static final long DISARMED = Long.MAX_VALUE;

    private final Runnable onExpiry;
    private final AtomicLong due = new AtomicLong(DISARMED);
    private volatile boolean expired;

    Deadline(Runnable onExpiry) {
        this.onExpiry = onExpiry;
        Watchdog.watch(this);
    }

    void arm(Duration wait) {
        arm(wait.toNanos());
    }

    void arm(long nanos) {
        due.set(Watchdog.now() + Math.max(nanos, 1));
    }

    void disarm() {
        due.set(DISARMED);
    }

    boolean isExpired() {
        return expired;
    }

    /** Acts as if the time were over, on the caller's thread. */
    void expire() {
        disarm();
        expired = true;
        onExpiry.run();
    }

    /** Called by the watchdog alone. */
    void look(long now) {
        long until = due.get();
        if (now >= until && due.compareAndSet(until, DISARMED)) {
            expired = true;
            Thread.ofVirtual().name("deadline").start(onExpiry);
        }
    }

    @Override
    public void close() {
        disarm();
        Watchdog.forget(this);
    }
}
