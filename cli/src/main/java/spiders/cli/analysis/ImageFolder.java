// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import spiders.analysis.image.ImageObject;
import spiders.analysis.image.ImageVolume;
import spiders.analysis.image.IrregularPlanes;
import spiders.analysis.image.ReadingRules;
import spiders.analysis.image.StandardUptakeReader;
import spiders.analysis.image.UptakeNormalisation;
import spiders.analysis.image.VolumeReader;
import spiders.cli.Progress;
import spiders.cli.Reasons;
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
import java.util.Set;

/** The image series of a folder. */
final class ImageFolder {

    /** A million files are no series. */
    private static final int MOST_FILES = 100_000;

    private static final Set<String> MODALITIES = Set.of("CT", "MR", "PT", "NM");

    private final Path folder;
    private final List<ImageObject> images = new ArrayList<>();
    private final PrintWriter err;

    private ImageFolder(Path folder, PrintWriter err) {
        this.folder = folder;
        this.err = err;
    }

    /**
     * The images of a folder and those below it; what is no image is left out, what is no DICOM
     * file is said.
     *
     * @param seriesInstanceUID of the series to take; empty for the only one there is
     */
    static ImageFolder read(Path folder, String seriesInstanceUID, PrintWriter err)
            throws IOException {
        var read = new ImageFolder(folder, err);
        List<Path> files;
        try (var walked = Files.walk(folder)) {
            files = walked.filter(Files::isRegularFile).limit(MOST_FILES + 1L).sorted().toList();
        }
        if (files.size() > MOST_FILES) {
            throw new IOException("%s: more than %d files".formatted(folder, MOST_FILES));
        }
        var progress = new Progress(err, "files");
        for (int i = 0; i < files.size(); i++) {
            read.add(files.get(i), seriesInstanceUID);
            progress.reached(i + 1, files.size());
        }
        progress.clear();
        return read;
    }

    private void add(Path file, String series) throws IOException {
        try {
            var object = Part10.read(file, ReadOptions.withoutBulkData());
            var dataSet = object.dataSet();
            boolean isWanted =
                    series.isEmpty()
                            || dataSet.string(Tags.SeriesInstanceUID).orElse("").equals(series);
            if (isWanted && MODALITIES.contains(dataSet.string(Tags.Modality).orElse(""))) {
                images.add(
                        new ImageObject(
                                dataSet,
                                object.meta().transferSyntax(),
                                BulkDataSource.file(file)));
            }
        } catch (MalformedDataSetException e) {
            err.printf("%s: left out: %s%n", file, Reasons.of(e));
        }
    }

    /**
     * The volume, and how its samples came about.
     *
     * @param method empty where samples are as the series has them
     */
    record Read(ImageVolume volume, String method) {}

    /** The volume of samples as the series has them, for CT in Hounsfield units. */
    Read volume(IrregularPlanes irregular) throws IOException {
        try {
            var rules = new ReadingRules(irregular, ReadingRules.DEFAULT_VOXELS);
            return new Read(VolumeReader.read(images, rules), "");
        } catch (IllegalArgumentException e) {
            throw new IOException(folder + ": " + e.getMessage(), e);
        }
    }

    /** The volume in standardised uptake values. */
    Read uptake(IrregularPlanes irregular, UptakeNormalisation normalisation) throws IOException {
        var activity = volume(irregular).volume();
        try {
            var dataSets = images.stream().map(ImageObject::dataSet).toList();
            var uptake = StandardUptakeReader.read(dataSets, normalisation);
            return new Read(uptake.of(activity), uptake.method());
        } catch (IllegalArgumentException e) {
            throw new IOException(folder + ": " + e.getMessage(), e);
        }
    }
}
