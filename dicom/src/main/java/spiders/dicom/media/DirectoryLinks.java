// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.media;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.dictionary.Tags;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which record of a DICOMDIR follows which, by their numbers in the file, from 0. */
final class DirectoryLinks {

    /** No record follows. */
    static final int END = -1;

    private final int first;
    private final int[] next;
    private final int[] lower;

    private DirectoryLinks(int first, int[] next, int[] lower) {
        this.first = first;
        this.next = next;
        this.lower = lower;
    }

    static DirectoryLinks none() {
        return new DirectoryLinks(END, new int[0], new int[0]);
    }

    int first() {
        return first;
    }

    int next(int index) {
        return next[index];
    }

    int lower(int index) {
        return lower[index];
    }

    /**
     * Follows the offsets as they are, else shifted so that the first leads to the first record;
     * where that fails too, the order of the records and their types say what is below what.
     */
    static DirectoryLinks of(DataSet directory, List<Long> offsets, List<MediaProblem> problems) {
        var items = directory.items(Tags.DirectoryRecordSequence);
        long root = offset(directory, Tags.OffsetOfTheFirstDirectoryRecordOfTheRootDirectoryEntity);
        if (items.isEmpty()) {
            return none();
        }
        var asTheyAre = byOffsets(items, root, indexes(offsets, 0));
        if (asTheyAre.isPresent()) {
            return asTheyAre.get();
        }
        long shift = offsets.getFirst() - root;
        var shifted = byOffsets(items, root, indexes(offsets, shift));
        if (shifted.isPresent()) {
            problems.add(
                    new MediaProblem(MediaProblem.Kind.SHIFTED_OFFSETS, "by " + shift + " bytes"));
            return shifted.get();
        }
        problems.add(new MediaProblem(MediaProblem.Kind.WRONG_OFFSETS, "DICOMDIR"));
        return byTypes(items);
    }

    private static long offset(DataSet dataSet, Tag tag) {
        return dataSet.longInteger(tag).orElse(0);
    }

    private static Map<Long, Integer> indexes(List<Long> offsets, long shift) {
        var indexes = new HashMap<Long, Integer>();
        for (int i = 0; i < offsets.size(); i++) {
            indexes.put(offsets.get(i) - shift, i);
        }
        return indexes;
    }

    /** Empty if an offset leads to no record, or the first to none. */
    private static Optional<DirectoryLinks> byOffsets(
            List<DataSet> items, long root, Map<Long, Integer> indexes) {
        var next = new int[items.size()];
        var lower = new int[items.size()];
        for (int i = 0; i < next.length; i++) {
            var item = items.get(i);
            var following = index(offset(item, Tags.OffsetOfTheNextDirectoryRecord), indexes);
            var below =
                    index(offset(item, Tags.OffsetOfReferencedLowerLevelDirectoryEntity), indexes);
            if (following.isEmpty() || below.isEmpty()) {
                return Optional.empty();
            }
            next[i] = following.get();
            lower[i] = below.get();
        }
        return Optional.ofNullable(indexes.get(root))
                .map(first -> new DirectoryLinks(first, next, lower));
    }

    private static Optional<Integer> index(long offset, Map<Long, Integer> indexes) {
        return offset == 0 ? Optional.of(END) : Optional.ofNullable(indexes.get(offset));
    }

    /** Each record is below the last one before it that is of a higher level. */
    private static DirectoryLinks byTypes(List<DataSet> items) {
        var next = new int[items.size()];
        var lower = new int[items.size()];
        var lastOfLevel = new int[] {END, END, END, END};
        for (int i = 0; i < next.length; i++) {
            next[i] = END;
            lower[i] = END;
            int level = level(items.get(i).string(Tags.DirectoryRecordType).orElse(""));
            if (lastOfLevel[level] != END) {
                next[lastOfLevel[level]] = i;
            } else if (above(lastOfLevel, level) != END) {
                lower[above(lastOfLevel, level)] = i;
            }
            lastOfLevel[level] = i;
            Arrays.fill(lastOfLevel, level + 1, lastOfLevel.length, END);
        }
        return new DirectoryLinks(0, next, lower);
    }

    private static int above(int[] lastOfLevel, int level) {
        for (int i = level - 1; i >= 0; i--) {
            if (lastOfLevel[i] != END) {
                return lastOfLevel[i];
            }
        }
        return END;
    }

    private static int level(String type) {
        return switch (type) {
            case "PATIENT",
                    "HANGING PROTOCOL",
                    "PALETTE",
                    "IMPLANT",
                    "IMPLANT GROUP",
                    "IMPLANT ASSY",
                    "TOPIC" ->
                    0;
            case "STUDY" -> 1;
            case "SERIES" -> 2;
            default -> 3;
        };
    }
}
