// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import spiders.archive.store.Search.Level;
import spiders.dicom.data.Tag;
import spiders.dicom.dictionary.Tags;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * A key of searches that lists use, of the many that there are.
 *
 * @param level the highest at which it is one; it is one at those below too
 * @param isIndexed whether the database decides by it, else the metadata of what it finds
 */
public record QueryKey(Tag tag, Level level, boolean isIndexed) {

    /** What every answer of its level can hold, unasked in QIDO-RS. */
    public static List<QueryKey> usual() {
        var tags = new LinkedHashSet<Tag>(AttributeLevels.STUDY);
        tags.add(Tags.ModalitiesInStudy);
        tags.add(Tags.SOPClassesInStudy);
        tags.addAll(AttributeLevels.SERIES);
        tags.addAll(SearchResults.INSTANCE);
        return tags.stream()
                .map(tag -> new QueryKey(tag, AttributeLevels.of(tag), Conditions.isIndexed(tag)))
                .sorted(Comparator.comparing(QueryKey::level).thenComparing(QueryKey::tag))
                .toList();
    }

    /** How many attributes are keys of a level and of none above: all of its modules. */
    public static long count(Level level) {
        return AttributeLevels.at(level).stream()
                .filter(tag -> Search.isMatched(tag, level))
                .count();
    }

    /** What answers tell of the archive, asked for or not; nothing is matched on it. */
    public static List<Tag> told() {
        return AttributeLevels.TOLD.stream().sorted().toList();
    }
}
