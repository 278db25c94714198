// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import spiders.analysis.distortion.CorrectedSeriesWriter;
import spiders.analysis.distortion.DisplacementField;
import spiders.analysis.distortion.DistortionMeasurement;
import spiders.analysis.distortion.DistortionSettings;
import spiders.analysis.distortion.ImageCorrection;
import spiders.analysis.distortion.ReadOutSeparation;
import spiders.analysis.distortion.UnusablePhantomException;
import spiders.cli.Cli;
import spiders.dicom.data.UID;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.Callable;

/** {@code spiders analysis distortion}: the distortion of an MR scanner by a grid phantom. */
@Command(
        name = "distortion",
        description = "Measures MR distortion on a grid phantom, and corrects a series by it.",
        mixinStandardHelpOptions = true)
final class DistortionCommand implements Callable<Integer> {

    /** What was not asked for. */
    private static final Path NONE = Path.of("");

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "FOLDER", description = "A series of the phantom.")
    private Path folder = Path.of("");

    @Mixin private PhantomArguments phantomArguments = new PhantomArguments();

    @Option(
            names = "--series",
            paramLabel = "UID",
            description = "Which series, where a folder has several.")
    private String series = "";

    @Option(
            names = "--reverse",
            paramLabel = "FOLDER",
            description = "The phantom with the read-out turned around: parts the main field.")
    private Path reverse = NONE;

    @Option(
            names = "--read-out",
            paramLabel = "AXIS",
            description = "The patient's axis of the read-out: ${COMPLETION-CANDIDATES}.")
    private PhantomArguments.PatientAxis readOut = PhantomArguments.PatientAxis.X;

    @Option(
            names = "--align",
            paramLabel = "MM",
            description = "Align on the markers so near the middle (${DEFAULT-VALUE}).")
    private double align = DistortionSettings.defaults().alignmentRadius();

    @Option(
            names = "--degree",
            paramLabel = "N",
            description = "Of the field's polynomials (${DEFAULT-VALUE}).")
    private int degree = DistortionSettings.defaults().degree();

    @Option(
            names = "--shell",
            paramLabel = "MM",
            description = "The width of the ranges of distance (${DEFAULT-VALUE}).")
    private double shell = DistortionSettings.defaults().shellWidth();

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private RecordTable.Format format = RecordTable.Format.CSV;

    @Option(
            names = "--markers",
            paramLabel = "FILE",
            description = "Write where each marker is and is seen, in the same format.")
    private Path markers = NONE;

    @Option(
            names = "--correct",
            paramLabel = "FOLDER",
            description = "A series to correct: the phantom, or a patient in the same scanner.")
    private Path correct = NONE;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "An empty or new folder for the corrected series.")
    private Path out = NONE;

    @Override
    public Integer call() throws IOException {
        if (correct.equals(NONE) != out.equals(NONE)) {
            throw new IllegalArgumentException("--correct and --out belong together");
        }
        if (!out.equals(NONE)) {
            NewFolder.of(out); // Refused before anything is computed.
        }
        var phantom = phantomArguments.phantom();
        var settings = new DistortionSettings(align, degree, shell);
        var err = spec.commandLine().getErr();
        err.println("reading " + folder);
        var images = SeriesFolder.of(folder, series, err);
        var image = images.volume();
        var uid = image.source().seriesInstanceUID();
        try {
            var measured = DistortionMeasurement.of(phantom, image, settings);
            say(err, measured);
            try (var table = DistortionTables.shells(format, spec.commandLine().getOut())) {
                DistortionTables.write(table, "total", measured, uid);
                if (!reverse.equals(NONE)) {
                    err.println("reading " + reverse);
                    var other = SeriesFolder.of(reverse, "", err).volume();
                    var parts =
                            ReadOutSeparation.of(
                                    phantom, image, other, readOut.direction(), settings);
                    DistortionTables.write(table, "gradients", parts.gradients(), uid);
                    DistortionTables.write(table, "main field", parts.mainField(), uid);
                    say(err, "across the read-out", parts.acrossReadOut().mean());
                }
            }
            writeMarkers(measured, uid);
            if (!correct.equals(NONE)) {
                correct(correct, out, measured.field(), images, err);
            }
            return measured.isWhole() ? Cli.DONE : Cli.NOT_DONE;
        } catch (UnusablePhantomException e) {
            throw new IOException(folder + ": " + e.getMessage(), e);
        }
    }

    private static void say(PrintWriter err, DistortionMeasurement measured) {
        err.printf(
                Locale.ROOT,
                "%d of %d markers found, %d seen that are none; held out, the field is off by"
                        + " %.3f mm on average, %.3f at most%n",
                measured.markers().size(),
                measured.phantom().nodes().size(),
                measured.strays(),
                measured.field().heldOut().mean(),
                measured.field().heldOut().max());
    }

    private static void say(PrintWriter err, String what, double millimetres) {
        err.printf(Locale.ROOT, "%s: %.3f mm on average%n", what, millimetres);
    }

    private void writeMarkers(DistortionMeasurement measured, String uid) throws IOException {
        if (!markers.equals(NONE)) {
            try (var writer =
                            new PrintWriter(
                                    Files.newBufferedWriter(
                                            markers,
                                            StandardCharsets.UTF_8,
                                            StandardOpenOption.CREATE_NEW,
                                            StandardOpenOption.WRITE));
                    var table = DistortionTables.markers(format, writer)) {
                DistortionTables.write(table, measured, uid);
            }
        }
    }

    private static void correct(
            Path from, Path to, DisplacementField field, SeriesFolder phantom, PrintWriter err)
            throws IOException {
        err.println("correcting " + from);
        var source = SeriesFolder.of(from, "", err);
        var seen = field.seenBy(phantom.dataSets(), source.dataSets());
        var corrected = ImageCorrection.corrected(source.volume(), seen);
        var images =
                CorrectedSeriesWriter.dataSets(
                        source.dataSets(),
                        corrected,
                        UID.random(),
                        LocalDateTime.now(ZoneId.systemDefault()));
        NewFolder.of(to).write(images);
        err.printf("%d images written to %s%n", images.size(), to);
    }
}
