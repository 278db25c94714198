// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.media;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.Part10;
import spiders.dicom.io.ReadOptions;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Reads a DICOMDIR: a list of items that point at each other by their offsets in the file. */
final class DirectoryReader {

    /** Records that are inactive, as PS3.3 still lets old writers say. */
    private static final int INACTIVE = 0;

    /** PATIENT, STUDY, SERIES and what is below: private records may add a few levels. */
    private static final int MAX_DEPTH = 16;

    private final List<Long> offsets = new ArrayList<>();
    private final List<MediaProblem> problems = new ArrayList<>();
    private List<DataSet> items = List.of();
    private DirectoryLinks links = DirectoryLinks.none();
    private final BitSet taken = new BitSet();

    MediaDirectory read(InputStream in) throws IOException {
        var directory = Part10.read(in, ReadOptions.defaults(), this::note).dataSet();
        items = directory.items(Tags.DirectoryRecordSequence);
        links = DirectoryLinks.of(directory, offsets, problems);
        var roots = new ArrayList<>(chain(links.first(), 0));
        addUnreached(roots);
        return new MediaDirectory(directory.string(Tags.FileSetID).orElse(""), roots, problems);
    }

    private void note(Tag sequence, int depth, long offset) {
        if (depth == 0 && sequence.equals(Tags.DirectoryRecordSequence)) {
            offsets.add(offset);
        }
    }

    /** The records of one level, from the first of them on. */
    private List<DirectoryRecord> chain(int first, int depth) {
        var records = new ArrayList<DirectoryRecord>();
        for (int i = first; i != DirectoryLinks.END; i = links.next(i)) {
            if (taken.get(i) || depth > MAX_DEPTH) {
                problems.add(new MediaProblem(MediaProblem.Kind.LOOP, place(i)));
                break;
            }
            taken.set(i);
            var below = chain(links.lower(i), depth + 1);
            if (isInUse(items.get(i))) {
                records.add(record(items.get(i), below));
            }
        }
        return records;
    }

    private void addUnreached(List<DirectoryRecord> roots) {
        for (int i = taken.nextClearBit(0); i < items.size(); i = taken.nextClearBit(i)) {
            if (isInUse(items.get(i))) {
                problems.add(new MediaProblem(MediaProblem.Kind.UNREACHED_RECORD, place(i)));
                roots.addAll(chain(i, 0));
            }
            taken.set(i);
        }
    }

    private String place(int index) {
        var type = items.get(index).string(Tags.DirectoryRecordType).orElse("");
        return "record %d %s".formatted(index + 1, type).strip();
    }

    private static boolean isInUse(DataSet item) {
        return item.integer(Tags.RecordInUseFlag).orElse(0xFFFF) != INACTIVE;
    }

    private static DirectoryRecord record(DataSet item, List<DirectoryRecord> below) {
        var keys =
                item.without(
                        Tags.OffsetOfTheNextDirectoryRecord,
                        Tags.RecordInUseFlag,
                        Tags.OffsetOfReferencedLowerLevelDirectoryEntity);
        return new DirectoryRecord(item.string(Tags.DirectoryRecordType).orElse(""), keys, below);
    }
}
