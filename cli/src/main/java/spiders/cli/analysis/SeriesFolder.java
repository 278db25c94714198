// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import spiders.analysis.image.ImageObject;
import spiders.analysis.image.ImageVolume;
import spiders.analysis.image.ReadingRules;
import spiders.analysis.image.VolumeReader;
import spiders.cli.Reasons;
import spiders.dicom.data.DataSet;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.BulkDataSource;
import spiders.dicom.io.MalformedDataSetException;
import spiders.dicom.io.Part10;
import spiders.dicom.io.ReadOptions;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The images of one series in a folder. */
final class SeriesFolder {

    /** No series has more files. */
    private static final int MOST_FILES = 100_000;

    private final Path folder;
    private final List<ImageObject> images;

    private SeriesFolder(Path folder, List<ImageObject> images) {
        this.folder = folder;
        this.images = images;
    }

    /**
     * Finds the images; a file that is no DICOM file is named on standard error and left out.
     *
     * @param series its UID, or empty if the folder has one only
     * @throws IOException if there is no such series, or several
     */
    static SeriesFolder of(Path folder, String series, PrintWriter err) throws IOException {
        var found = new TreeMap<String, List<ImageObject>>();
        List<Path> files;
        try (var all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).limit(MOST_FILES + 1).sorted().toList();
        }
        if (files.size() > MOST_FILES) {
            throw new IOException("%s: more than %d files".formatted(folder, MOST_FILES));
        }
        for (var file : files) {
            add(file, found, err);
        }
        return new SeriesFolder(folder, chosen(folder, series, found));
    }

    private static void add(Path file, Map<String, List<ImageObject>> found, PrintWriter err) {
        try {
            var object = Part10.read(file, ReadOptions.withoutBulkData());
            var dataSet = object.dataSet();
            if (dataSet.has(Tags.Rows)) {
                found.computeIfAbsent(
                                dataSet.string(Tags.SeriesInstanceUID).orElse(""),
                                _ -> new ArrayList<>())
                        .add(
                                new ImageObject(
                                        dataSet,
                                        object.meta().transferSyntax(),
                                        BulkDataSource.file(file)));
            }
        } catch (MalformedDataSetException | IOException e) {
            err.println(file + ": left out: " + Reasons.of(e));
        }
    }

    private static List<ImageObject> chosen(
            Path folder, String series, Map<String, List<ImageObject>> found) throws IOException {
        if (!series.isEmpty()) {
            var images = found.get(series);
            if (images == null) {
                throw new IOException("%s: no image of series %s".formatted(folder, series));
            }
            return images;
        }
        if (found.size() != 1) {
            throw new IOException(
                    found.isEmpty()
                            ? folder + ": no image"
                            : "%s: %d series, choose one by its UID: %s"
                                    .formatted(
                                            folder,
                                            found.size(),
                                            String.join(", ", found.keySet())));
        }
        return found.values().iterator().next();
    }

    /**
     * Reads their volume.
     *
     * @throws IOException if they are none, with the reason
     */
    ImageVolume volume() throws IOException {
        try {
            return VolumeReader.read(images, ReadingRules.strict());
        } catch (IllegalArgumentException e) {
            throw new IOException(folder + ": " + e.getMessage(), e);
        }
    }

    /** What the images say of themselves. */
    List<DataSet> dataSets() {
        return images.stream().map(ImageObject::dataSet).toList();
    }
}
