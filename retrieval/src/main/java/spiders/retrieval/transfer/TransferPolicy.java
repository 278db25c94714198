// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.transfer;

import java.time.Duration;

/**
 * When a transfer is tried again, and when it is given up.
 *
 * @param fruitlessAttempts after how many attempts in a row that bring nothing it is given up
 * @param firstDelay before the second attempt; it doubles from one to the next
 * @param longestDelay between two attempts
 * @param spaceDelay between two looks whether the archive has room again
 * @param progressEvery how often progress is written down and told
 */
public record TransferPolicy(
        int fruitlessAttempts,
        Duration firstDelay,
        Duration longestDelay,
        Duration spaceDelay,
        Duration progressEvery) {

    /** Five attempts, from 5 s to 5 min apart. */
    public static final TransferPolicy DEFAULT =
            new TransferPolicy(
                    5,
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(5),
                    Duration.ofSeconds(30),
                    Duration.ofMillis(300));

    /** The wait after so many attempts that brought nothing. */
    Duration delay(int fruitless) {
        var delay = firstDelay.multipliedBy(1L << Math.min(Math.max(0, fruitless - 1), 16));
        return delay.compareTo(longestDelay) <= 0 ? delay : longestDelay;
    }
}
