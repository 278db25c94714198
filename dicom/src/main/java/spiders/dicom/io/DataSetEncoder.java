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

    /** Writes a value that was left in a file, behind its header. */
    @FunctionalInterface
    interface LeftValue {

        void write(long offset, long length, int swappedWordSize) throws IOException;
    }

    private static final int ITEM = 0xFFFEE000;
    private static final int ITEM_DELIMITER = 0xFFFEE00D;
    private static final int SEQUENCE_DELIMITER = 0xFFFEE0DD;
    private static final long UNDEFINED = -1;
    private static final int SHORT_FORM_LIMIT = 0xFFFE;
    private static final long LONG_FORM_LIMIT = 0xFFFF_FFFEL;

    private final Output out;
    private final LeftValue leftValue;

    /** Copies values left in a file when they are met. */
    DataSetEncoder(Output out, BulkDataSource bulkData) {
        this.out = out;
        this.leftValue = (offset, length, size) -> copy(bulkData, offset, length, size);
    }

    /** Hands values left in a file over. */
    DataSetEncoder(Output out, LeftValue leftValue) {
        this.out = out;
        this.leftValue = leftValue;
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
        var written = written(vr, length);
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

    /** A value too long for its VR's 16-bit length is written as UN (PS3.5 section 6.2.2). */
    private VR written(VR vr, long length) {
        boolean isTooLong = length > SHORT_FORM_LIMIT && out.isExplicit() && !vr.hasLongForm();
        return isTooLong ? VR.UN : vr;
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
            case Fragment.Left(var offset, _) -> leftValue.write(offset, length, 1);
        }
        if ((length & 1) != 0) {
            out.write(0);
        }
    }

    private void bulk(BulkDataElement bulk) throws IOException {
        long length = bulk.length();
        requireLongForm(length);
        var written = written(bulk.vr(), length);
        out.header(bulk.tag().code(), written, length + (length & 1));
        // What is written as UN is little-endian, whatever the transfer syntax.
        boolean isBig = out.isBigEndian() && written == bulk.vr();
        boolean isFileBig = bulk.order() == ByteOrder.BIG_ENDIAN;
        leftValue.write(bulk.offset(), length, isFileBig == isBig ? 1 : bulk.vr().wordSize());
        if ((length & 1) != 0) {
            out.write(bulk.vr().padding());
        }
    }

    private void copy(BulkDataSource bulkData, long offset, long length, int swappedWordSize)
            throws IOException {
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
