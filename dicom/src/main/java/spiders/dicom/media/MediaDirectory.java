// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.media;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a DICOMDIR says is on its medium (PS3.10 section 8.6).
 *
 * @param fileSetID as received; may be empty
 * @param roots the records that are below no other, patients nearly always
 * @param problems what it was read in spite of
 */
public record MediaDirectory(
        String fileSetID, List<DirectoryRecord> roots, List<MediaProblem> problems) {

    public MediaDirectory {
        roots = List.copyOf(roots);
        problems = List.copyOf(problems);
    }

    /**
     * Reads a DICOMDIR. Offsets that are wrong are corrected, or records put in order by their
     * types: writers that changed the file behind its offsets are met on real discs.
     *
     * @throws spiders.dicom.io.MalformedDataSetException if it is no DICOM file, or goes beyond the
     *     default limits
     */
    public static MediaDirectory read(Path file) throws IOException {
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            return read(in);
        }
    }

    /** Reads a DICOMDIR from a stream, which stays open. */
    public static MediaDirectory read(InputStream in) throws IOException {
        return new DirectoryReader().read(in);
    }

    /** All records, each before those below it. */
    public Stream<DirectoryRecord> records() {
        return roots.stream().flatMap(DirectoryRecord::all);
    }
}
