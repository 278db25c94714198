// SPDX-License-Identifier: Apache-2.0
package spiders.bench.week;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stood at a moment when it was made, and runs so many times as fast as others. */
final class FastClock extends Clock {

    private final Instant start;
    private final double speed;
    private final long nanos;
    private final ZoneId zone;

    private FastClock(Instant start, double speed, long nanos, ZoneId zone) {
        this.start = start;
        this.speed = speed;
        this.nanos = nanos;
        this.zone = zone;
    }

    static FastClock from(Instant start, double speed) {
        return new FastClock(start, speed, System.nanoTime(), ZoneOffset.UTC);
    }

    @Override
    public Instant instant() {
        return start.plusNanos((long) ((System.nanoTime() - nanos) * speed));
    }

    /** Waits until it shows a moment. */
    void await(Instant moment) throws InterruptedException {
        var left = Duration.between(instant(), moment);
        if (left.isPositive()) {
            Thread.sleep(Duration.ofNanos((long) (left.toNanos() / speed)));
        }
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new FastClock(start, speed, nanos, other);
    }
}
