// SPDX-License-Identifier: Apache-2.0
package spiders.cli.dicom;

import spiders.cli.Reasons;
import spiders.dicom.data.DataSet;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.MalformedDataSetException;
import spiders.dicom.io.Part10;
import spiders.dicom.io.Part10Object;
import spiders.dicom.io.ReadOptions;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds the DICOM files among paths, and reads what stands before their pixels. */
final class FileScan {

    private FileScan() {}

    /** A DICOM file, read up to its pixel data. */
    record Found(Path path, long length, Part10Object object) {

        DataSet dataSet() {
            return object.dataSet();
        }
    }

    /** The files of the paths, folders walked, in the order of their names. */
    static List<Path> files(List<Path> paths) throws IOException {
        var files = new ArrayList<Path>();
        for (var path : paths) {
            // A link is followed where it was typed, and nowhere below: there it may lead back.
            var start = Files.isSymbolicLink(path) ? path.toRealPath() : path;
            try (var all = Files.walk(start)) {
                all.filter(Files::isRegularFile).sorted().forEach(files::add);
            }
        }
        return files;
    }

    /** What is done with one file. */
    interface Work {
        void on(Path file) throws IOException;
    }

    /** Does it with each; one with which it fails is named, and the others follow. */
    static int each(List<Path> files, PrintWriter err, Work work) throws IOException {
        int failed = 0;
        for (var file : files) {
            try {
                work.on(file);
            } catch (MalformedDataSetException | IOException | UncheckedIOException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedIOException("stopped");
                }
                failed++;
                err.printf("%s: %s%n", file, Reasons.of(e));
            }
        }
        return failed;
    }

    /**
     * Reads a file up to its pixel data.
     *
     * @throws MalformedDataSetException if it is no DICOM file, or no SOP instance
     */
    static Found read(Path path) throws IOException {
        var options = ReadOptions.withoutBulkData().stoppingBefore(Tags.PixelData);
        var found = new Found(path, Files.size(path), Part10.read(path, options));
        if (found.dataSet().uid(Tags.SOPInstanceUID).isEmpty()
                && found.object().meta().mediaStorageSOPInstanceUID().isEmpty()) {
            throw new MalformedDataSetException(0, "No SOP Instance UID: no object to speak of");
        }
        return found;
    }
}
