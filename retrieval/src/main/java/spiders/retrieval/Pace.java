// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How time passes for what waits and what is measured: the clock that is read, and how many of its
 * seconds pass in one of the machine. That is one wherever there are patients; it is more where a
 * week is to be seen in minutes.
 */
public record Pace(Clock clock, double speed) {

    public Pace {
        if (!(speed > 0) || Double.isInfinite(speed)) {
            throw new IllegalArgumentException("a clock of speed " + speed);
        }
    }

    /** Of a clock that runs as the machine's. */
    public static Pace of(Clock clock) {
        return new Pace(clock, 1);
    }

    public Instant now() {
        return clock.instant();
    }

    /** How long the machine waits for so much to pass on the clock. */
    public Duration toWait(Duration onTheClock) {
        return speed == 1 ? onTheClock : Duration.ofNanos((long) (onTheClock.toNanos() / speed));
    }

    /** What passes on the clock while the machine counts so much. */
    public Duration passed(Duration onTheMachine) {
        return speed == 1
                ? onTheMachine
                : Duration.ofNanos((long) (onTheMachine.toNanos() * speed));
    }

    /** What has passed on the clock since a reading of {@link System#nanoTime()}. */
    public Duration since(long nanos) {
        return passed(Duration.ofNanos(System.nanoTime() - nanos));
    }
}
