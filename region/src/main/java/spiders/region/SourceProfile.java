// SPDX-License-Identifier: Apache-2.0
package spiders.region;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * How a source likes to be spoken to; real PACS differ, so this is configured for each.
 *
 * @param query how it is searched
 * @param retrieve how objects are fetched, the preferred way first
 * @param patience how long a search waits for it
 * @param associations how many transfers may run against it at once
 * @param quirks what it does unlike others
 * @param windows when objects may be fetched from it, and how fast
 */
public record SourceProfile(
        Query query,
        List<Retrieve> retrieve,
        Duration patience,
        int associations,
        Set<Quirk> quirks,
        FetchWindows windows) {

    private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(5);
    private static final int MOST_ASSOCIATIONS = 32;

    /** A deviation that the profile of a source declares. */
    public enum Quirk {
        /** Refuses or ignores C-FIND at IMAGE level: completeness is then judged by counts. */
        NO_IMAGE_LEVEL,
        /** Knows BodyPartExamined at SERIES level only, so each study costs a second question. */
        BODY_PART_BY_SERIES,
        /** Indexes the national identifier, so that it may be asked by it. */
        INDEXES_INS,
        /** Sends a national identifier for qualified identities only. */
        QUALIFIED_INS
    }

    public SourceProfile {
        retrieve = List.copyOf(retrieve);
        quirks = Set.copyOf(quirks);
        if (patience.isNegative()
                || patience.isZero()
                || patience.compareTo(LONGEST_PATIENCE) > 0) {
            throw new IllegalArgumentException(
                    "patience " + patience + " is not between 0 and " + LONGEST_PATIENCE);
        }
        if (associations < 1 || associations > MOST_ASSOCIATIONS) {
            throw new IllegalArgumentException(
                    "%d associations: 1 to %d are allowed"
                            .formatted(associations, MOST_ASSOCIATIONS));
        }
    }

    public boolean has(Quirk quirk) {
        return quirks.contains(quirk);
    }
}
