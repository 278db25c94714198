// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.fuzz;

import spiders.dicom.io.MalformedDataSetException;
import spiders.dicom.media.MediaDirectory;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The reader of DICOMDIR files. */
final class MediaTarget {

    private MediaTarget() {}

    static void run(byte[] input) {
        try {
            var directory = MediaDirectory.read(new ByteArrayInputStream(input));
            directory.records().forEach(record -> DataSetTarget.askEverything(record.keys()));
        } catch (MalformedDataSetException e) {
            if (e.offset() < 0) {
                throw new AssertionError("No offset", e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not fail", e);
        }
    }
}
