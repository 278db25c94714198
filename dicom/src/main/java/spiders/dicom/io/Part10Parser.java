// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.io;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.dictionary.Tags;

import java.io.IOException;

/** Parses a DICOM file: preamble, meta, data set (PS3.10 section 7). */
final class Part10Parser {

    private static final int PREAMBLE = 128;
    private static final int PREFIX = 0x4D434944; // "DICM" in the order of the file
    private static final int FIRST_GROUP = 8;

    private final PagedInput in;
    private final ReadOptions options;
    private final ItemListener items;

    Part10Parser(PagedInput in, ReadOptions options, ItemListener items) {
        this.in = in;
        this.options = options;
        this.items = items;
    }

    Part10Object parse() throws IOException {
        skipPreamble();
        var meta = new DataSetParser(in, options).fileMeta();
        long offset = in.position();
        if (meta.isEmpty()) {
            requireDataSet();
        }
        if (!meta.has(Tags.TransferSyntaxUID)) {
            meta = meta.with(Tags.TransferSyntaxUID, found().uid());
        }
        var fileMeta = new FileMeta(meta);
        return new Part10Object(fileMeta, dataSet(fileMeta.transferSyntax()), offset);
    }

    /** Files without a preamble: written by some treatment planning systems and all of ACR-NEMA. */
    private void skipPreamble() throws IOException {
        if (in.has(PREAMBLE + 4) && in.intAt(PREAMBLE, false) == PREFIX) {
            in.advance(PREAMBLE + 4);
        } else if (in.has(4) && in.intAt(0, false) == PREFIX) {
            in.advance(4);
        }
    }

    /** A file without meta is taken for one if it begins as every data set of an object does. */
    private void requireDataSet() throws IOException {
        boolean isDataSet =
                in.has(8)
                        && (in.shortAt(0, false) == FIRST_GROUP
                                || in.shortAt(0, true) == FIRST_GROUP);
        if (!isDataSet) {
            throw new MalformedDataSetException(in.position(), "Not a DICOM file");
        }
    }

    private TransferSyntax found() throws IOException {
        if (!in.has(8)) {
            return TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
        }
        return switch (Encoding.IMPLICIT_LITTLE_ENDIAN.orAsFound(in)) {
            case IMPLICIT_LITTLE_ENDIAN -> TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;
            case EXPLICIT_LITTLE_ENDIAN -> TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
            case EXPLICIT_BIG_ENDIAN -> TransferSyntax.EXPLICIT_VR_BIG_ENDIAN;
        };
    }

    private DataSet dataSet(TransferSyntax syntax) throws IOException {
        return syntax.isDeflated()
                ? DataSetReader.inflate(in.rest(), syntax, options, items)
                : DataSetReader.parse(in, syntax, options, items);
    }
}
