// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import spiders.analysis.distortion.DistortionMeasurement;
import spiders.analysis.distortion.DistortionSettings;
import spiders.analysis.distortion.FieldModel;
import spiders.analysis.distortion.GridPhantom;
import spiders.analysis.distortion.ReadOutBandwidth;
import spiders.analysis.distortion.ReadOutSeparation;
import spiders.analysis.distortion.UnusablePhantomException;
import spiders.analysis.image.ImageVolume;
import spiders.cli.Cli;
import spiders.cli.report.OutputOptions;
import spiders.cli.report.ReportHead;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.DoubleUnaryOperator;

/** {@code spiders analysis distortion}: the distortion of an MR scanner by a grid phantom. */
@Command(
        name = "distortion",
        description = "Measures MR distortion on a grid phantom, and corrects a series by it.",
        mixinStandardHelpOptions = true)
final class DistortionCommand implements Callable<Integer> {

    /** What was not asked for. */
    private static final Path NONE = Path.of("");

    /** Bandwidths that differ by less differ by rounding. */
    private static final double SAME = 1e-3;

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
            names = "--fit",
            description =
                    "What the field is a sum of: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private FieldModel model = DistortionSettings.defaults().model();

    @Option(
            names = "--degree",
            paramLabel = "N",
            description = "Of the field's functions (${DEFAULT-VALUE}).")
    private int degree = DistortionSettings.defaults().degree();

    @Option(
            names = "--shell",
            paramLabel = "MM",
            description = "The width of the ranges of distance (${DEFAULT-VALUE}).")
    private double shell = DistortionSettings.defaults().shellWidth();

    @Option(
            names = "--markers",
            paramLabel = "FILE",
            description = "Where each marker is and is seen, in the same format; CSV for PDF.")
    private Path markers = NONE;

    @Mixin private CorrectionArguments corrections = new CorrectionArguments();

    @Mixin private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws IOException {
        output.require();
        corrections.require();
        var phantom = phantomArguments.phantom();
        var settings = new DistortionSettings(align, model, degree, shell);
        var err = spec.commandLine().getErr();
        err.println("reading " + folder);
        var source = SeriesFolder.of(folder, series, err);
        var image = source.volume();
        try {
            var measured = DistortionMeasurement.of(phantom, image, settings);
            say(err, measured);
            var uid = image.source().seriesInstanceUID();
            var parts = new ArrayList<DistortionRows>();
            parts.add(new DistortionRows("total", measured, uid, readOut.axis(), _ -> Double.NaN));
            if (!reverse.equals(NONE)) {
                parts.addAll(separated(phantom, source, image, settings, err));
            }
            report(parts);
            var others = parts.get(parts.size() > 1 ? 1 : 0).measured().field();
            boolean isWhole = corrections.correct(measured.field(), others, source, err);
            return isWhole && parts.stream().allMatch(one -> one.measured().isWhole())
                    ? Cli.DONE
                    : Cli.NOT_DONE;
        } catch (UnusablePhantomException e) {
            throw new IOException(folder + ": " + e.getMessage(), e);
        }
    }

    private List<DistortionRows> separated(
            GridPhantom phantom,
            SeriesFolder source,
            ImageVolume image,
            DistortionSettings settings,
            PrintWriter err)
            throws IOException {
        err.println("reading " + reverse);
        var other = SeriesFolder.of(reverse, "", err);
        var hertz = hertz(source, other, err);
        var parts =
                ReadOutSeparation.of(phantom, image, other.volume(), readOut.direction(), settings);
        say(err, "across the read-out", parts.acrossReadOut().mean());
        var uid = image.source().seriesInstanceUID();
        int axis = readOut.axis();
        return List.of(
                new DistortionRows("gradients", parts.gradients(), uid, axis, _ -> Double.NaN),
                new DistortionRows("main field", parts.mainField(), uid, axis, hertz));
    }

    /** What shifts mean of the main field, by the bandwidth that both series say, if they do. */
    private DoubleUnaryOperator hertz(SeriesFolder source, SeriesFolder other, PrintWriter err)
            throws IOException {
        var direction = readOut.direction();
        try {
            var ahead = ReadOutBandwidth.of(source.dataSets().getFirst(), direction);
            var back = ReadOutBandwidth.of(other.dataSets().getFirst(), direction);
            if (ahead.isEmpty() || back.isEmpty()) {
                err.println("no Pixel Bandwidth is said along the read-out: no hertz");
                return _ -> Double.NaN;
            }
            double ratio = ahead.get().hertzOf(1) / back.get().hertzOf(1);
            if (!(Math.abs(ratio - 1) < SAME)) {
                throw new IOException(
                        reverse + ": of another bandwidth than " + folder + ", no half of both");
            }
            return ahead.get()::hertzOf;
        } catch (IllegalArgumentException e) {
            throw new IOException(folder + ": " + e.getMessage(), e);
        }
    }

    private void report(List<DistortionRows> parts) throws IOException {
        var head = head(parts.getFirst());
        try (var table = output.table(head, DistortionRows.SHELL_COLUMNS)) {
            for (var part : parts) {
                part.writeShells(table);
                if (output.isOnPaper()) {
                    part.draw(table);
                }
            }
            table.finish(true);
        }
        if (!markers.equals(NONE)) {
            try (var table = output.tableIn(markers, head, DistortionRows.MARKER_COLUMNS)) {
                for (var part : parts) {
                    part.writeMarkers(table);
                }
                table.finish(true);
            }
        }
    }

    private ReportHead head(DistortionRows total) {
        var measured = total.measured();
        var settings = new LinkedHashMap<String, String>();
        settings.put("series", total.series());
        settings.put("phantom", phantomArguments.told());
        settings.put("align", align + " mm");
        settings.put("fit", measured.field().words());
        settings.put("shell", shell + " mm");
        settings.put("read-out", reverse.equals(NONE) ? "not turned" : readOut.name());
        settings.put(
                "markers",
                "%d of %d found, %d seen that are none"
                        .formatted(
                                measured.markers().size(),
                                measured.phantom().nodes().size(),
                                measured.strays()));
        settings.put(
                "held out",
                String.format(
                        Locale.ROOT,
                        "the field is off by %.3f mm on average, %.3f at most",
                        measured.field().heldOut().mean(),
                        measured.field().heldOut().max()));
        settings.put("method", total.method());
        return new ReportHead(
                "distortion", "Geometric distortion", settings, DistortionRows.SUMMARY, false);
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
}
