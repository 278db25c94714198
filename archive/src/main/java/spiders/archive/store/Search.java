// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import spiders.dicom.data.Tag;

import java.util.List;
import java.util.Map;

/**
 * A search of the index.
 *
 * @param criteria values by attribute; several values of a UID are alternatives, text may have
 *     wildcards {@code *} and {@code ?}, dates may be ranges (PS3.4 section C.2.2.2)
 * @param limit at most so many results
 * @param offset results to pass over
 */
public record Search(Level level, Map<Tag, List<String>> criteria, int limit, int offset) {

    /** What a result is. */
    public enum Level {
        STUDY,
        SERIES,
        INSTANCE
    }

    /** Whether the index matches an attribute at a level. */
    public static boolean isMatched(Tag tag, Level level) {
        return Conditions.isMatched(tag, level);
    }

    public Search {
        criteria = Map.copyOf(criteria);
        if (limit < 1 || offset < 0) {
            throw new IllegalArgumentException("A limit is positive, an offset not negative");
        }
    }
}
