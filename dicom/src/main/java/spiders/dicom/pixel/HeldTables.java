// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

import spiders.dicom.data.BulkDataElement;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.Element;
import spiders.dicom.data.SequenceElement;
import spiders.dicom.data.Tag;
import spiders.dicom.data.ValueElement;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.BulkDataSource;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Set;

/** Brings palettes and LUTs into memory that were left in the file because they are long. */
final class HeldTables {

    /** What 65536 entries of 16 bits need, and as many segments as nobody has. */
    private static final int MAX_LENGTH = 1 << 20;

    private static final Set<Tag> TABLES =
            Set.of(
                    Tags.RedPaletteColorLookupTableData,
                    Tags.GreenPaletteColorLookupTableData,
                    Tags.BluePaletteColorLookupTableData,
                    Tags.SegmentedRedPaletteColorLookupTableData,
                    Tags.SegmentedGreenPaletteColorLookupTableData,
                    Tags.SegmentedBluePaletteColorLookupTableData,
                    Tags.LUTData);
    private static final Set<Tag> SEQUENCES = Set.of(Tags.ModalityLUTSequence, Tags.VOILUTSequence);

    private HeldTables() {}

    static DataSet of(DataSet dataSet, BulkDataSource bulkData) throws IOException {
        var held = dataSet.toBuilder();
        for (var element : dataSet) {
            held.set(held(element, bulkData));
        }
        return held.build();
    }

    private static Element held(Element element, BulkDataSource bulkData) throws IOException {
        if (element instanceof BulkDataElement bulk && TABLES.contains(bulk.tag())) {
            return value(bulk, bulkData, MAX_LENGTH);
        }
        if (element instanceof SequenceElement sequence && SEQUENCES.contains(sequence.tag())) {
            var items = new ArrayList<DataSet>();
            for (var item : sequence.items()) {
                items.add(of(item, bulkData));
            }
            return new SequenceElement(sequence.tag(), items);
        }
        return element;
    }

    /** The value of an element that was left in the file, of so many bytes at most. */
    static ValueElement value(BulkDataElement bulk, BulkDataSource bulkData, int mostBytes)
            throws IOException {
        if (bulk.length() > mostBytes) {
            throw new InvalidImageException("A table of %d bytes".formatted(bulk.length()));
        }
        try (var in = bulkData.open(bulk.offset(), bulk.length())) {
            byte[] bytes = in.readNBytes((int) bulk.length());
            if (bulk.order() == ByteOrder.BIG_ENDIAN && bulk.vr().wordSize() == 2) {
                for (int i = 0; i + 1 < bytes.length; i += 2) {
                    byte first = bytes[i];
                    bytes[i] = bytes[i + 1];
                    bytes[i + 1] = first;
                }
            }
            return ValueElement.of(bulk.tag(), bulk.vr(), bytes);
        }
    }
}
