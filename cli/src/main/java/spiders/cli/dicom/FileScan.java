// SPDX-License-Identifier: Apache-2.0
package spiders.cli.dicom;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.MalformedDataSetException;
import spiders.dicom.io.Part10;
import spiders.dicom.io.Part10Object;
import spiders.dicom.io.ReadOptions;
import spiders.dicom.net.StorableInstance;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds the DICOM files among paths, and reads what stands before their pixels. */
final class FileScan {

    private static final int BUFFER = 256 << 10;

    private FileScan() {}

    /** A DICOM file, read up to its pixel data. */
    record Found(Path path, long length, Part10Object object) {

        DataSet dataSet() {
            return object.dataSet();
        }

        UID sopClassUID() {
            return dataSet()
                    .uid(Tags.SOPClassUID)
                    .or(() -> object.meta().mediaStorageSOPClassUID())
                    .orElseThrow(() -> new IllegalStateException(path + " has no SOP Class UID"));
        }

        UID sopInstanceUID() {
            return dataSet()
                    .uid(Tags.SOPInstanceUID)
                    .or(() -> object.meta().mediaStorageSOPInstanceUID())
                    .orElseThrow(
                            () -> new IllegalStateException(path + " has no SOP Instance UID"));
        }

        StorableInstance instance() {
            return new StorableInstance(
                    sopClassUID(), sopInstanceUID(), object.meta().transferSyntax(), this::open);
        }

        private InputStream open() throws IOException {
            var in = Files.newInputStream(path);
            try {
                in.skipNBytes(object.dataSetOffset());
                return new BufferedInputStream(in, BUFFER);
            } catch (IOException e) {
                in.close();
                throw e;
            }
        }
    }

    /** The files of the paths, folders walked, in the order of their names. */
    static List<Path> files(List<Path> paths) throws IOException {
        var files = new ArrayList<Path>();
        for (var path : paths) {
            try (var all = Files.walk(path)) {
                all.filter(Files::isRegularFile).sorted().forEach(files::add);
            }
        }
        return files;
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
