// SPDX-License-Identifier: Apache-2.0
package spiders.archive.commitment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How reports of storage commitment are given.
 *
 * @param readsBytes whether each object is read and held against its digest, not only its length
 * @param waits after the first, second, … attempt that failed; after the last one it is given up
 */
public record CommitmentPolicy(boolean readsBytes, List<Duration> waits) {

    private static final int HOURS = 72;

    public CommitmentPolicy {
        waits = List.copyOf(waits);
    }

    /** By length; after 10 s, 1 min, 5 min, 15 min, then every hour for three days. */
    public static CommitmentPolicy standard() {
        var waits = new ArrayList<Duration>();
        waits.add(Duration.ofSeconds(10));
        waits.add(Duration.ofMinutes(1));
        waits.add(Duration.ofMinutes(5));
        waits.add(Duration.ofMinutes(15));
        for (int i = 0; i < HOURS; i++) {
            waits.add(Duration.ofHours(1));
        }
        return new CommitmentPolicy(false, waits);
    }

    /** The same, reading every object. */
    public CommitmentPolicy readingBytes(boolean value) {
        return new CommitmentPolicy(value, waits);
    }
}
