// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import picocli.CommandLine.Option;

import spiders.analysis.distortion.CorrectedSeriesWriter;
import spiders.analysis.distortion.DisplacementField;
import spiders.analysis.distortion.ImageCorrection;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.Part10;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** What is to be corrected by a field that was measured. */
final class CorrectionArguments {

    /** What was not asked for. */
    private static final Path NONE = Path.of("");

    @Option(
            names = "--correct",
            paramLabel = "FOLDER",
            description = "A series to correct: the phantom, or a patient in the same scanner.")
    private Path series = NONE;

    @Option(
            names = "--out-series",
            paramLabel = "FOLDER",
            description = "An empty or new folder for the corrected series.")
    private Path outSeries = NONE;

    /** Refuses half of what belongs together, before anything is computed. */
    void require() {
        if (series.equals(NONE) != outSeries.equals(NONE)) {
            throw new IllegalArgumentException("--correct and --out-series belong together");
        }
    }

    /** Corrects and writes what was asked for. */
    void correct(DisplacementField field, PrintWriter err) throws IOException {
        if (!series.equals(NONE)) {
            correctSeries(field, err);
        }
    }

    private void correctSeries(DisplacementField field, PrintWriter err) throws IOException {
        err.println("correcting " + series);
        var source = SeriesFolder.of(series, "", err);
        var corrected = ImageCorrection.corrected(source.volume(), field);
        var images =
                CorrectedSeriesWriter.dataSets(
                        source.dataSets(),
                        corrected,
                        UID.random(),
                        LocalDateTime.now(ZoneId.systemDefault()));
        Files.createDirectories(outSeries);
        for (var image : images) {
            write(image, outSeries.resolve(image.string(Tags.SOPInstanceUID).orElse("") + ".dcm"));
        }
        err.printf("%d images written to %s%n", images.size(), outSeries);
    }

    private static void write(DataSet object, Path file) throws IOException {
        try (var stream =
                new BufferedOutputStream(
                        Files.newOutputStream(file, StandardOpenOption.CREATE_NEW))) {
            Part10.write(stream, object, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        }
    }
}
