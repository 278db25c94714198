// SPDX-License-Identifier: Apache-2.0
package spiders.archive.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How long to wait after an attempt that failed.
 *
 * @param waits after the first, second, … one; after the last it is given up
 */
public record DeliveryWaits(List<Duration> waits) {

    private static final int HOURS = 72;

    public DeliveryWaits {
        waits = List.copyOf(waits);
    }

    /** 10 s, 1 min, 5 min, 15 min, then every hour for three days. */
    public static DeliveryWaits standard() {
        var waits = new ArrayList<Duration>();
        waits.add(Duration.ofSeconds(10));
        waits.add(Duration.ofMinutes(1));
        waits.add(Duration.ofMinutes(5));
        waits.add(Duration.ofMinutes(15));
        for (int i = 0; i < HOURS; i++) {
            waits.add(Duration.ofHours(1));
        }
        return new DeliveryWaits(waits);
    }

    /** After so many attempts, this one included; empty when it is to be given up. */
    public Optional<Duration> after(int attempts) {
        return attempts <= waits.size() ? Optional.of(waits.get(attempts - 1)) : Optional.empty();
    }
}
