// SPDX-License-Identifier: Apache-2.0
package spiders.bench.week;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that runs so many times as fast as the machine's, and never beyond a moment that it was
 * let run to: there it stands until it is let go on, so that work which takes the machine longer
 * than it would take of a real hour is waited for.
 */
final class FastClock extends Clock {

    private final Hand hand;
    private final double speed;
    private final ZoneId zone;

    private FastClock(Hand hand, double speed, ZoneId zone) {
        this.hand = hand;
        this.speed = speed;
        this.zone = zone;
    }

    /** What clocks of several zones share. */
    private static final class Hand {

        private Instant shown;
        private Instant limit;
        private long nanos = System.nanoTime();

        Hand(Instant start) {
            shown = start;
            limit = start;
        }

        synchronized Instant at(long now, double speed) {
            var moved = shown.plusNanos((long) ((now - nanos) * speed));
            shown = moved.isAfter(limit) ? limit : moved;
            nanos = now;
            return shown;
        }

        synchronized void limit(Instant moment) {
            limit = moment;
        }
    }

    /** A clock that stands at a moment. */
    static FastClock at(Instant start, double speed) {
        return new FastClock(new Hand(start), speed, ZoneOffset.UTC);
    }

    /** Lets it run so far from where it is, on its own count. */
    void goOn(Duration further) {
        hand.limit(instant().plus(further));
    }

    @Override
    public Instant instant() {
        return hand.at(System.nanoTime(), speed);
    }

    /** Waits until it shows a moment. */
    void await(Instant moment) throws InterruptedException {
        var left = Duration.between(instant(), moment);
        while (left.isPositive()) {
            Thread.sleep(Duration.ofNanos(Math.max(1_000_000, (long) (left.toNanos() / speed))));
            left = Duration.between(instant(), moment);
        }
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new FastClock(hand, speed, other);
    }
}
