// SPDX-License-Identifier: Apache-2.0
package spiders.bench.week;

import spiders.region.FetchWindow;

import java.util.List;
import java.util.Locale;

/** What a source of the week is like. */
enum Temper {
    FAST,
    /** The hub is to take little from it at a time. */
    SLOW,
    /** Nothing is to be fetched from it by day. */
    NIGHT_ONLY,
    /** Breaks connections, refuses, hangs, cannot read objects: a fault of chance each hour. */
    FLAKY,
    /** Off for days. */
    OFF;

    /** 3 Mbit/s of objects as large as real ones. */
    private static final long SLOW_BYTES = 375_000;

    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String title() {
        return name();
    }

    /** The hours in which it is spared, a rate being of objects so many times smaller. */
    List<FetchWindow> windows(double scale) {
        return switch (this) {
            case FAST, FLAKY, OFF -> List.of();
            case SLOW -> {
                long rate = Math.max(1, Math.round(SLOW_BYTES / scale));
                var always = FetchWindow.quiet("00:00-00:00");
                yield List.of(new FetchWindow(always.days(), always.from(), always.until(), rate));
            }
            case NIGHT_ONLY -> List.of(FetchWindow.quiet("07:00-20:00"));
        };
    }
}
