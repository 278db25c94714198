// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

import spiders.archive.Quota.Fill;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Knows how full the archive is without counting for every object: what it says is half a minute
 * old at most, and what this node stored since is in it, so that a quota can be passed by what
 * other nodes take in meanwhile. Safe for many threads.
 */
public final class QuotaWatch {

    private static final Duration FRESH = Duration.ofSeconds(30);

    private final Quota quota;
    private final LongSupplier held;
    private final InstantSource clock;
    private final LongAdder since = new LongAdder();
    private final ReentrantLock counting = new ReentrantLock();
    private volatile Seen seen = new Seen(Instant.MIN, 0);

    private record Seen(Instant at, long bytes) {}

    /** How full, and of how much. */
    public record State(Quota quota, long held, Fill fill) {}

    /** Watches by a count that may be slow. */
    public QuotaWatch(Quota quota, LongSupplier held, InstantSource clock) {
        this.quota = quota;
        this.held = held;
        this.clock = clock;
    }

    /** How full the archive is, or was half a minute ago. */
    public State state() {
        var now = clock.instant();
        if (now.isAfter(seen.at().plus(FRESH)) || now.isBefore(seen.at())) {
            count(now);
        }
        long bytes = seen.bytes() + since.sum();
        return new State(quota, bytes, quota.fill(bytes));
    }

    /** So much was stored by this node. */
    public void grew(long bytes) {
        since.add(bytes);
    }

    /** One counts, the others go by what was known; the first of all is waited for. */
    private void count(Instant now) {
        if (seen.at().equals(Instant.MIN)) {
            counting.lock();
        } else if (!counting.tryLock()) {
            return;
        }
        try {
            since.reset(); // What comes while it is counted may count twice until the next time.
            seen = new Seen(now, held.getAsLong());
        } finally {
            counting.unlock();
        }
    }

    /** Whether an object may still come in; costs nothing where there is no quota. */
    public boolean isFull() {
        return !(quota instanceof Quota.None) && state().fill() == Fill.FULL;
    }
}
