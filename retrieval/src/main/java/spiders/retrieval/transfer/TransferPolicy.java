// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.transfer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * When a transfer is tried again, and when it is given up: quickly at first, then, where something
 * needs it later, now and then until that is over.
 *
 * @param fruitlessAttempts how many attempts in a row that bring nothing are quick; then it is
 *     given up, unless something needs it later
 * @param firstDelay before the second attempt; it doubles from one to the next
 * @param longestDelay between two quick attempts
 * @param spaceDelay between two looks whether the archive has room again
 * @param progressEvery how often progress is written down and told
 */
public record TransferPolicy(
        int fruitlessAttempts,
        Duration firstDelay,
        Duration longestDelay,
        Duration spaceDelay,
        Duration progressEvery) {

    /** Five quick attempts, from 5 s to 5 min apart. */
    public static final TransferPolicy DEFAULT =
            new TransferPolicy(
                    5,
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(5),
                    Duration.ofSeconds(30),
                    Duration.ofMillis(300));

    /** A meeting has begun, and not come to the case: images may still be in time for it. */
    static final Duration GRACE = Duration.ofMinutes(10);

    private static final List<Duration> LATER =
            List.of(Duration.ofMinutes(5), Duration.ofMinutes(15));
    private static final Duration LONGEST_LATER = Duration.ofMinutes(30);
    private static final int NEARER = 8;
    private static final Duration NEAREST = Duration.ofMinutes(2);
    private static final Duration SHORTEST = Duration.ofSeconds(5);

    /** Whether so many attempts that brought nothing are all of the quick ones. */
    boolean isExhausted(int fruitless) {
        return fruitless >= fruitlessAttempts;
    }

    /**
     * The wait after so many attempts that brought nothing; empty where it is given up. After the
     * quick ones it is 5, 15, then 30 minutes, but no more than an eighth of what is left, as far
     * as that is two minutes or more: of the last wait, nothing goes beyond the end.
     *
     * @param left until it is needed no more; zero or less where it is not, or will not come
     */
    Optional<Duration> next(int fruitless, Duration left) {
        if (!isExhausted(fruitless)) {
            return Optional.of(delay(fruitless));
        }
        if (!left.isPositive()) {
            return Optional.empty();
        }
        int later = fruitless - fruitlessAttempts;
        var planned = later < LATER.size() ? LATER.get(later) : LONGEST_LATER;
        var near = longer(left.dividedBy(NEARER), NEAREST);
        return Optional.of(longer(shorter(shorter(planned, near), left), SHORTEST));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** The wait after so many attempts that brought nothing. */
    Duration delay(int fruitless) {
        var delay = firstDelay.multipliedBy(1L << Math.min(Math.max(0, fruitless - 1), 16));
        return shorter(delay, longestDelay);
    }
}
