// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.preparation;

import java.time.Duration;
import java.time.Instant;

/**
 * When the sources are asked again for a case: an examination may be made, or a PACS come back,
 * until the session. The nearer the session, the more often.
 */
public final class SearchAgain {

    /** A case is left to the clinician who registers it for so long. */
    static final Duration FIRST = Duration.ofMinutes(2);

    private SearchAgain() {}

    /** How long a search counts, so long before the session. */
    static Duration every(Duration before) {
        if (before.compareTo(Duration.ofHours(3)) <= 0) {
            return Duration.ofMinutes(15);
        }
        if (before.compareTo(Duration.ofDays(1)) <= 0) {
            return Duration.ofHours(1);
        }
        if (before.compareTo(Duration.ofDays(3)) <= 0) {
            return Duration.ofHours(4);
        }
        return Duration.ofHours(12);
    }

    /** Whether it is time for another search; never once the session has begun. */
    public static boolean isDue(Instant now, Instant session, Instant lastSearch) {
        return now.isBefore(session)
                && !now.isBefore(lastSearch.plus(every(Duration.between(now, session))));
    }

    /** Whether it is time for the first search. */
    public static boolean isFirstDue(Instant now, Instant session, Instant registered) {
        return now.isBefore(session) && !now.isBefore(registered.plus(FIRST));
    }
}
