// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.io;

import spiders.dicom.data.BulkDataElement;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.Element;
import spiders.dicom.data.EncapsulatedElement;
import spiders.dicom.data.EncapsulatedElement.Fragment;
import spiders.dicom.data.ReferencedElement;
import spiders.dicom.data.SequenceElement;
import spiders.dicom.data.VR;
import spiders.dicom.data.ValueElement;

import java.io.IOException;
import java.nio.ByteOrder;

/** Writes the elements of one data set (PS3.5 section 7). */
final class DataSetEncoder {

    private static final int ITEM = 0xFFFEE000;
    private static final int ITEM_DELIMITER = 0xFFFEE00D;
    private static final int SEQUENCE_DELIMITER = 0xFFFEE0DD;
    private static final long UNDEFINED = -1;
    private static final int SHORT_FORM_LIMIT = 0xFFFE;
    private static final long LONG_FORM_LIMIT = 0xFFFF_FFFEL;

    private final Output out;
    private final BulkDataSource bulkData;

    DataSetEncoder(Output out, BulkDataSource bulkData) {
        this.out = out;
        this.bulkData = bulkData;
    }

    void dataSet(DataSet dataSet) throws IOException {
        for (var element : dataSet) {
            element(element);
        }
    }

    private void element(Element element) throws IOException {
        switch (element) {
            case ValueElement value -> value(value);
            case SequenceElement sequence -> sequence(sequence);
            case EncapsulatedElement fragments -> fragments(fragments);
            case BulkDataElement bulk -> bulk(bulk);
            case ReferencedElement referenced ->
                    throw new IllegalArgumentException(
                            "The value of %s is elsewhere".formatted(referenced.tag()));
        }
    }

    private void value(ValueElement value) throws IOException {
        int length = value.length();
        var vr = value.vr();
        boolean isTooLong = length > SHORT_FORM_LIMIT && out.isExplicit() && !vr.hasLongForm();
        // A value too long for its VR's 16-bit length is written as UN (PS3.5 section 6.2.2).
        var written = isTooLong ? VR.UN : vr;
        out.header(value.tag().code(), written, length + (length & 1));
        if (out.isBigEndian() && written.wordSize() > 1) {
            var swapped = value.bytes().toArray();
            ByteSwap.swap(swapped, 0, length, vr.wordSize());
            out.write(swapped, 0, length);
        } else {
            value.writeTo(out);
        }
        if ((length & 1) != 0) {
            out.write(vr.padding());
        }
    }

    private void sequence(SequenceElement sequence) throws IOException {
        if (sequence.isEmpty()) {
            out.header(sequence.tag().code(), VR.SQ, 0);
            return;
        }
        out.header(sequence.tag().code(), VR.SQ, UNDEFINED);
        for (var item : sequence.items()) {
            if (item.isEmpty()) {
                out.delimiter(ITEM, 0);
                continue;
            }
            out.delimiter(ITEM, UNDEFINED);
            dataSet(item);
            out.delimiter(ITEM_DELIMITER, 0);
        }
        out.delimiter(SEQUENCE_DELIMITER, 0);
    }

    private void fragments(EncapsulatedElement element) throws IOException {
        out.header(element.tag().code(), VR.OB, UNDEFINED);
        fragment(new Fragment.Held(element.offsetTable()));
        for (var fragment : element.fragments()) {
            fragment(fragment);
        }
        out.delimiter(SEQUENCE_DELIMITER, 0);
    }

    private void fragment(Fragment fragment) throws IOException {
        long length = fragment.length();
        requireLongForm(length);
        out.delimiter(ITEM, length + (length & 1));
        switch (fragment) {
            case Fragment.Held(var bytes) -> bytes.writeTo(out);
            case Fragment.Left(var offset, _) -> copy(offset, length, 1);
        }
        if ((length & 1) != 0) {
            out.write(0);
        }
    }

    private void bulk(BulkDataElement bulk) throws IOException {
        long length = bulk.length();
        requireLongForm(length);
        out.header(bulk.tag().code(), bulk.vr(), length + (length & 1));
        boolean isFileBig = bulk.order() == ByteOrder.BIG_ENDIAN;
        copy(bulk.offset(), length, isFileBig == out.isBigEndian() ? 1 : bulk.vr().wordSize());
        if ((length & 1) != 0) {
            out.write(bulk.vr().padding());
        }
    }

    private void copy(long offset, long length, int swappedWordSize) throws IOException {
        try (var in = bulkData.open(offset, length)) {
            out.copy(in, length, swappedWordSize);
        }
    }

    private static void requireLongForm(long length) {
        if (length > LONG_FORM_LIMIT) {
            throw new IllegalArgumentException("No value may have %d bytes".formatted(length));
        }
    }
}
