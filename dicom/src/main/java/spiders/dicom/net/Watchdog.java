// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks at every {@link Deadline} fifty times a second: one thread for all connections, so that
 * arming one costs a memory write, and a blocked write, which no socket option bounds, ends too.
 */
final class Watchdog {

    private static final long TICK_NANOS = 20_000_000;
    private static final long EPOCH = System.nanoTime();

    private static final Set<Deadline> WATCHED = ConcurrentHashMap.newKeySet();
    private static final Thread THREAD =
            Thread.ofPlatform().daemon().name("spiders-deadlines").unstarted(Watchdog::run);

    static {
        THREAD.start();
    }

    private Watchdog() {}

    /** Nanoseconds since this class was loaded: never negative, never overflowing. */
    static long now() {
        return System.nanoTime() - EPOCH;
    }

    static void watch(Deadline deadline) {
        WATCHED.add(deadline);
        LockSupport.unpark(THREAD);
    }

    static void forget(Deadline deadline) {
        WATCHED.remove(deadline);
    }

    private static void run() {
        while (true) {
            if (WATCHED.isEmpty()) {
                LockSupport.park(WATCHED);
            } else {
                LockSupport.parkNanos(WATCHED, TICK_NANOS);
            }
            long now = now();
            WATCHED.forEach(deadline -> deadline.look(now));
        }
    }
}
