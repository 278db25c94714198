// SPDX-License-Identifier: Apache-2.0
package spiders.server.health;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.ToLongFunction;

/** Whether destinations were told of studies that they were to be told of. */
public final class NoticesCheckup implements Checkup {

    /** What was given up longer ago is known by now; it is in the audit. */
    private static final Duration RECENT = Duration.ofDays(3);

    private final ToLongFunction<Instant> abandonedSince;
    private final InstantSource clock;

    /**
     * Of notifications.
     *
     * @param abandonedSince how many were given up since an instant
     */
    public NoticesCheckup(ToLongFunction<Instant> abandonedSince, InstantSource clock) {
        this.abandonedSince = abandonedSince;
        this.clock = clock;
    }

    @Override
    public List<Finding> look() {
        long abandoned = abandonedSince.applyAsLong(clock.instant().minus(RECENT));
        return abandoned == 0
                ? List.of()
                : List.of(
                        new Finding(
                                Reason.NOTICES_ABANDONED,
                                abandoned + " notifications that a study is here"));
    }

    /** The database's own checkup says why this one failed. */
    @Override
    public Reason otherwise() {
        return Reason.DATABASE_DOWN;
    }
}
