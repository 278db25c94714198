// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import spiders.dicom.io.Part10;
import spiders.dicom.io.ReadOptions;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Compares the data sets of two files, byte by byte. */
final class SameObject {

    private static final int BUFFER = 1 << 20;

    private SameObject() {}

    /** Says how many bytes are the same, and throws where they are not. */
    static String check(Path one, Path other) throws IOException {
        try (var first = dataSet(one);
                var second = dataSet(other)) {
            long same = 0;
            while (true) {
                var a = first.readNBytes(BUFFER);
                var b = second.readNBytes(BUFFER);
                if (!Arrays.equals(a, b)) {
                    throw new IOException("The data sets differ after byte " + same);
                }
                if (a.length == 0) {
                    return "%d bytes of the data set are the same at the end".formatted(same);
                }
                same += a.length;
            }
        }
    }

    private static InputStream dataSet(Path file) throws IOException {
        long offset = Part10.read(file, ReadOptions.withoutBulkData()).dataSetOffset();
        var in = new BufferedInputStream(Files.newInputStream(file));
        in.skipNBytes(offset);
        return in;
    }
}
