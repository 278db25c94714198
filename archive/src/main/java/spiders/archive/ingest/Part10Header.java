// SPDX-License-Identifier: Apache-2.0
package spiders.archive.ingest;

import spiders.dicom.io.FileMeta;
import spiders.dicom.io.MalformedDataSetException;
import spiders.dicom.io.Part10;
import spiders.dicom.io.ReadOptions;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.Set;

/**
 * Takes preamble and file meta information off a stream and leaves it at the first byte of the data
 * set, whether or not the group length (0002,0000) is there or true.
 */
final class Part10Header {

    private static final int PREAMBLE = 128;
    private static final byte[] MAGIC = {'D', 'I', 'C', 'M'};
    private static final int LENGTH_LIMIT = 1 << 20;
    private static final Set<String> LONG_FORM = Set.of("OB", "OW", "UN", "UT", "UC", "UR", "OD");

    /** The meta, and the stream behind it. */
    record Opened(FileMeta meta, InputStream dataSet) {}

    private Part10Header() {}

    static Opened open(InputStream part10) throws IOException {
        var in = new PushbackInputStream(part10, 8);
        var header = new ByteArrayOutputStream();
        take(in, header, PREAMBLE + MAGIC.length);
        if (!Arrays.equals(
                header.toByteArray(), PREAMBLE, PREAMBLE + MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new MalformedDataSetException(PREAMBLE, "Not a DICOM file: no DICM");
        }
        while (isMeta(in)) {
            takeElement(in, header);
        }
        var meta =
                Part10.read(
                                new ByteArrayInputStream(header.toByteArray()),
                                ReadOptions.withoutBulkData())
                        .meta();
        return new Opened(meta, in);
    }

    /** Whether the next element is of group 0002, always little endian (PS3.10 section 7.1). */
    private static boolean isMeta(PushbackInputStream in) throws IOException {
        var group = in.readNBytes(2);
        in.unread(group);
        return group.length == 2 && group[0] == 2 && group[1] == 0;
    }

    private static void takeElement(InputStream in, ByteArrayOutputStream header)
            throws IOException {
        int start = header.size();
        take(in, header, 8);
        var bytes = header.toByteArray();
        var vr = "" + (char) bytes[start + 4] + (char) bytes[start + 5];
        long length = (bytes[start + 6] & 0xFF) | ((bytes[start + 7] & 0xFF) << 8);
        if (LONG_FORM.contains(vr)) {
            take(in, header, 4);
            bytes = header.toByteArray();
            length = 0;
            for (int i = 3; i >= 0; i--) {
                length = (length << 8) | (bytes[start + 8 + i] & 0xFF);
            }
        }
        take(in, header, length);
    }

    private static void take(InputStream in, ByteArrayOutputStream header, long count)
            throws IOException {
        if (header.size() + count > LENGTH_LIMIT) {
            throw new MalformedDataSetException(
                    header.size(), "File meta information above %d bytes".formatted(LENGTH_LIMIT));
        }
        var bytes = in.readNBytes((int) count);
        if (bytes.length < count) {
            throw new MalformedDataSetException(
                    header.size() + (long) bytes.length, "The file ends within its meta");
        }
        header.write(bytes);
    }
}
