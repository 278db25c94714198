// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.SequenceElement;
import spiders.dicom.data.Tag;

import java.util.List;
import java.util.Set;

/**
 * A search of the index.
 *
 * @param keys an identifier as C-FIND sends it (PS3.4 section C.2.2): attributes without a value
 *     are asked for, those with one are matched (section C.2.2.2), sequences too
 * @param limit at most so many results
 * @param offset results to pass over
 */
public record Search(Level level, DataSet keys, Set<Matching> options, int limit, int offset) {

    /** A limit that is none. */
    public static final int ALL = Integer.MAX_VALUE;

    /** What a result is. */
    public enum Level {
        PATIENT,
        STUDY,
        SERIES,
        INSTANCE
    }

    /** What is agreed beyond the baseline. */
    public enum Matching {
        /** Person names match where they sound alike, or begin so. */
        FUZZY,
        /** A range of dates and one of times, of a pair of keys, are one range (C.2.2.2.5.4). */
        COMBINED_DATE_TIME,
        /** Every attribute of the level is returned, asked for or not. */
        EVERY_ATTRIBUTE
    }

    /** Whether an attribute can be matched at a level; one that is not is passed over. */
    public static boolean isMatched(Tag tag, Level level) {
        return Conditions.isMatched(tag, level);
    }

    /** Whether an answer at a level can hold an attribute that is asked for. */
    public static boolean isReturned(Tag tag, Level level) {
        return AttributeLevels.TOLD.contains(tag) || AttributeLevels.isAt(tag, level);
    }

    public Search {
        options = Set.copyOf(options);
        if (limit < 1 || offset < 0) {
            throw new IllegalArgumentException("A limit is positive, an offset not negative");
        }
    }

    /**
     * What of a result answers an identifier: its keys alone, empty where the result has no value
     * (PS3.4 section C.2.2.1.3), of items the attributes that were asked for.
     */
    public DataSet identifier(DataSet result) {
        return identifier(keys, result);
    }

    private static DataSet identifier(DataSet keys, DataSet result) {
        var answer = DataSet.builder();
        for (var key : keys.elements()) {
            var items = result.items(key.tag());
            if (key instanceof SequenceElement(var tag, var asked) && !isEmpty(asked)) {
                answer.sequence(
                        tag,
                        items.stream().map(item -> identifier(asked.getFirst(), item)).toList());
            } else {
                result.element(key.tag())
                        .ifPresentOrElse(answer::set, () -> answer.empty(key.tag()));
            }
        }
        return answer.build();
    }

    private static boolean isEmpty(List<DataSet> items) {
        return items.isEmpty() || items.getFirst().isEmpty();
    }

    /** Without the keys, which may name a patient. */
    @Override
    public String toString() {
        return "Search[level=%s, options=%s]".formatted(level, options);
    }
}
