// SPDX-License-Identifier: Apache-2.0
package spiders.archive.viewing;

import spiders.archive.ingest.DeflatedSource;
import spiders.archive.store.ServedInstance;
import spiders.dicom.data.VR;
import spiders.dicom.io.BulkDataSource;
import spiders.dicom.io.FrameIndex.Segment;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** The bytes of one stored object: of the whole file, or of segments that its bulk table names. */
public final class ObjectBytes {

    private static final int COPIED_AT_ONCE = 128 << 10;

    private final BulkDataSource file;
    private final BulkDataSource values;
    private final boolean isBigEndian;
    private final byte[] header;
    private final int dataOffset;
    private final long dataSetLength;

    ObjectBytes(BulkDataSource file, ServedInstance instance) {
        var syntax = instance.stored().transferSyntax();
        this.file = file;
        this.values = values(file, instance);
        this.isBigEndian = syntax.isBigEndian();
        this.header = instance.header();
        this.dataOffset = instance.dataOffset();
        this.dataSetLength = instance.stored().length();
    }

    /** Where the values of an instance stand: in its file, or inflated from there. */
    static BulkDataSource values(BulkDataSource file, ServedInstance instance) {
        var stored = instance.stored();
        return stored.transferSyntax().isDeflated()
                ? new DeflatedSource(file, instance.dataOffset(), stored.length())
                : file;
    }

    /** Bytes of the object as a file: preamble, meta and data set. */
    public long fileLength() {
        return header.length + dataSetLength;
    }

    /** Copies a part of that file. */
    public void copyFile(long from, long length, OutputStream out) throws IOException {
        long end = from + length;
        if (from < header.length) {
            int first = (int) from;
            out.write(header, first, (int) Math.min(header.length, end) - first);
        }
        long start = Math.max(from, header.length);
        if (start < end) {
            copy(file, dataOffset + start - header.length, end - start, out);
        }
    }

    /** Opens the data set as it is stored, without preamble and meta; the caller closes it. */
    public InputStream openDataSet() throws IOException {
        return file.open(dataOffset, dataSetLength);
    }

    /** Copies a part of a value, little endian whatever the file is. */
    public void copyValue(VR vr, List<Segment> segments, long from, long length, OutputStream out)
            throws IOException {
        boolean isSwapped = isBigEndian && vr.wordSize() > 1;
        var to = isSwapped ? new SwappingOutput(out, vr.wordSize()) : out;
        long start = 0;
        for (var segment : segments) {
            long first = Math.max(from, start);
            long end = Math.min(from + length, start + segment.length());
            if (first < end) {
                copy(values, segment.offset() + first - start, end - first, to);
            }
            start += segment.length();
        }
    }

    private static void copy(BulkDataSource source, long from, long length, OutputStream out)
            throws IOException {
        var buffer = new byte[(int) Math.min(length, COPIED_AT_ONCE)];
        try (var in = source.open(from, length)) {
            for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
            }
        }
    }
}
