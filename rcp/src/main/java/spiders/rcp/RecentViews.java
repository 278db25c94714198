// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.security.UserName;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who looked at what on this node lately, so that a page that keeps asking leaves one line in the
 * audit, and a program that never opens the page leaves one too.
 *
 * <p>Forgetting is harmless: the next look is recorded once more.
 */
final class RecentViews {

    /** A look after this pause is a new one. */
    static final Duration PAUSE = Duration.ofMinutes(15);

    private static final int LIMIT = 10_000;

    private record View(UserName user, UUID object) {}

    private final Map<View, Instant> last = new ConcurrentHashMap<>();
    private final Clock clock;

    RecentViews(Clock clock) {
        this.clock = clock;
    }

    /** Whether this is a new look; from now on it is the latest. */
    boolean isNew(UserName user, UUID object) {
        var now = clock.instant();
        if (last.size() >= LIMIT) {
            last.values().removeIf(at -> isOver(at, now));
        }
        if (last.size() >= LIMIT) {
            last.clear();
        }
        var before = last.put(new View(user, object), now);
        return before == null || isOver(before, now);
    }

    private static boolean isOver(Instant at, Instant now) {
        return at.plus(PAUSE).isBefore(now);
    }
}
