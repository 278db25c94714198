// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.media;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.DataSetWriter;
import spiders.dicom.io.FileMeta;
import spiders.dicom.io.ItemListener;
import spiders.dicom.io.Part10;
import spiders.dicom.io.ReadOptions;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a DICOMDIR (PS3.3 section F.3).
 *
 * <p>Twice: once to learn where each record comes to stand, and once with the offsets, which change
 * no length.
 */
final class DirectoryEncoder {

    private static final int IN_USE = 0xFFFF;
    private static final TransferSyntax SYNTAX = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

    private final String fileSetID;
    private final UID instanceUID = UID.random();
    private final List<Entry> entries = new ArrayList<>();

    DirectoryEncoder(String fileSetID) {
        this.fileSetID = fileSetID;
    }

    /** A record in its place in the file, and the numbers of the next and of the first below. */
    private static final class Entry {

        private final DataSet keys;
        private int next = DirectoryLinks.END;
        private int lower = DirectoryLinks.END;

        Entry(DataSet keys) {
            this.keys = keys;
        }
    }

    byte[] bytes(List<DirectoryRecord> roots) throws IOException {
        int last = add(roots);
        var offsets = new ArrayList<Long>();
        ItemListener listener =
                (sequence, depth, offset) -> {
                    if (depth == 0) {
                        offsets.add(offset);
                    }
                };
        var draft = bytes(new long[entries.size()], last);
        Part10.read(new ByteArrayInputStream(draft), ReadOptions.defaults(), listener);
        return bytes(offsets.stream().mapToLong(offset -> offset).toArray(), last);
    }

    /** Adds the records of a level, each before those below it; returns the number of the last. */
    private int add(List<DirectoryRecord> records) {
        int previous = DirectoryLinks.END;
        for (var record : records) {
            int number = entries.size();
            var entry = new Entry(record.keys());
            entries.add(entry);
            if (previous != DirectoryLinks.END) {
                entries.get(previous).next = number;
            }
            if (!record.children().isEmpty()) {
                entry.lower = number + 1;
                add(record.children());
            }
            previous = number;
        }
        return previous;
    }

    private byte[] bytes(long[] offsets, int last) throws IOException {
        var items = new ArrayList<DataSet>();
        for (var entry : entries) {
            items.add(
                    DataSetBuilder.within(entry.keys.characterSet())
                            .setAll(entry.keys)
                            .set(Tags.OffsetOfTheNextDirectoryRecord, offset(offsets, entry.next))
                            .set(Tags.RecordInUseFlag, IN_USE)
                            .set(
                                    Tags.OffsetOfReferencedLowerLevelDirectoryEntity,
                                    offset(offsets, entry.lower))
                            .build());
        }
        int first = entries.isEmpty() ? DirectoryLinks.END : 0;
        var directory =
                DataSet.builder()
                        .set(Tags.FileSetID, fileSetID)
                        .set(
                                Tags.OffsetOfTheFirstDirectoryRecordOfTheRootDirectoryEntity,
                                offset(offsets, first))
                        .set(
                                Tags.OffsetOfTheLastDirectoryRecordOfTheRootDirectoryEntity,
                                offset(offsets, last))
                        .set(Tags.FileSetConsistencyFlag, 0)
                        .sequence(Tags.DirectoryRecordSequence, items)
                        .build();
        var out = new ByteArrayOutputStream();
        Part10.writeHeader(
                out, FileMeta.of(UIDs.MediaStorageDirectoryStorage, instanceUID, SYNTAX));
        DataSetWriter.write(directory, SYNTAX, out);
        return out.toByteArray();
    }

    private static long offset(long[] offsets, int number) {
        return number == DirectoryLinks.END ? 0 : offsets[number];
    }
}
