// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import spiders.analysis.bolus.Bolus;
import spiders.analysis.bolus.BolusSettings;
import spiders.analysis.bolus.SkinRegion;
import spiders.analysis.bolus.UnusableSkinException;
import spiders.analysis.contour.ROI;
import spiders.analysis.geometry.GapTreatment;
import spiders.analysis.geometry.Solid;
import spiders.analysis.mesh.MeshTooLargeException;
import spiders.analysis.mesh.SolidField;
import spiders.analysis.mesh.StereoLithography;
import spiders.cli.Cli;
import spiders.cli.report.OutputOptions;
import spiders.cli.report.ReportHead;
import spiders.cli.report.ResultTable;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** {@code spiders analysis bolus}: a bolus to be printed. */
@Command(
        name = "bolus",
        description = "Makes a bolus that fits the skin, as an STL file in millimetres.",
        mixinStandardHelpOptions = true)
final class BolusCommand implements Callable<Integer> {

    private static final List<String> COLUMNS =
            List.of(
                    "file",
                    "printable",
                    "volume_cc",
                    "contact_cm2",
                    "contact_gap_mean_mm",
                    "thickness_mean_mm",
                    "thickness_error_mean_mm",
                    "thickness_p1_mm",
                    "overlap_max_mm",
                    "triangles",
                    "pieces",
                    "genus",
                    "open_edges",
                    "parts_left_out",
                    "method",
                    "frame_of_reference_uid",
                    "structures_sop_instance_uid");

    private static final List<String> SUMMARY =
            List.of(
                    "file",
                    "printable",
                    "volume_cc",
                    "contact_cm2",
                    "contact_gap_mean_mm",
                    "thickness_mean_mm",
                    "thickness_error_mean_mm",
                    "overlap_max_mm");

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "STRUCTURES", description = "An RT structure set.")
    private Path structures = Path.of("");

    @Option(
            names = "--body",
            paramLabel = "NAME",
            description = "The ROI whose surface is the skin (${DEFAULT-VALUE}).")
    private String body = "BODY";

    @Option(
            names = "--region",
            paramLabel = "NAME",
            description = "The ROI that has the part of the skin in it.")
    private String region = "";

    @Option(
            names = "--ball",
            split = ",",
            paramLabel = "X,Y,Z,R",
            description = "In place of an ROI: what of the skin is within R of a point.")
    private double[] ball = {};

    @Option(
            names = "--thickness",
            required = true,
            paramLabel = "MM",
            description = "Of the bolus.")
    private double thickness;

    @Option(
            names = "--out-mesh",
            required = true,
            paramLabel = "FILE",
            description = "The STL file; one that is there already is left alone.")
    private Path mesh = Path.of("");

    @Mixin private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws IOException {
        if (region.isEmpty() == (ball.length == 0)) {
            throw new IllegalArgumentException("Either --region or --ball");
        }
        if (ball.length != 0 && ball.length != 4) {
            throw new IllegalArgumentException("--ball needs four numbers");
        }
        output.require();
        var settings = BolusSettings.of(thickness);
        var err = spec.commandLine().getErr();
        err.println("reading " + structures);
        var file = StructureFile.read(structures, err);
        var skin = roi(file, body);
        var bodySolid = solid(file, skin);
        var part = part(file, skin);
        err.println("making the bolus");
        try {
            var bolus = Bolus.of(bodySolid, part, settings);
            write(bolus);
            report(bolus, file, skin, new SolidField(bodySolid), part);
            if (!bolus.isPrintable()) {
                err.println(mesh + ": not fit to be printed, see pieces, genus and open_edges");
            }
            return bolus.isPrintable() ? Cli.DONE : Cli.NOT_DONE;
        } catch (UnusableSkinException | MeshTooLargeException e) {
            throw new IOException(structures + ": " + e.getMessage(), e);
        }
    }

    private ROI roi(StructureFile file, String name) throws IOException {
        if (file.count(name) > 1) {
            throw new IOException("%s: several ROIs are named %s".formatted(structures, name));
        }
        return file.structures()
                .roi(name)
                .orElseThrow(() ->
                        new IOException("%s: no ROI is named %s".formatted(structures, name)));
    }

    private Solid solid(StructureFile file, ROI roi) throws IOException {
        return file.solid(roi, GapTreatment.FILL)
                .orElseThrow(() ->
                        new IOException("%s: %s cannot be used".formatted(structures, roi.name())));
    }

    private SkinRegion part(StructureFile file, ROI skin) throws IOException {
        if (region.isEmpty()) {
            return new SkinRegion.Ball(ball[0], ball[1], ball[2], ball[3]);
        }
        var roi = roi(file, region);
        if (!roi.frameOfReferenceUID().equals(skin.frameOfReferenceUID())) {
            throw new IOException(
                    "%s: %s and %s are of different frames of reference"
                            .formatted(structures, body, region));
        }
        var solid = solid(file, roi);
        if (solid.isEmpty()) {
            throw new IOException("%s: %s is empty".formatted(structures, region));
        }
        return new SkinRegion.Within(solid);
    }

    private void write(Bolus bolus) throws IOException {
        try (var stream =
                new BufferedOutputStream(
                        Files.newOutputStream(
                                mesh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            var header = String.format(Locale.ROOT, "%s, %s mm", Bolus.VERSION, thickness);
            StereoLithography.write(bolus.mesh(), header, stream);
        }
    }

    private void report(
            Bolus bolus, StructureFile file, ROI skin, SolidField bodyField, SkinRegion part)
            throws IOException {
        try (var table = output.table(head(bolus, file), COLUMNS)) {
            row(table, bolus, file, skin);
            if (output.isOnPaper()) {
                for (var slice : BolusSlice.of(bolus, bodyField, part)) {
                    table.picture(slice.caption(), slice);
                }
                var map = new ThicknessMap(bolus.outer(), thickness);
                table.picture(map.caption(), map);
            }
            table.finish(true);
        }
    }

    private ReportHead head(Bolus bolus, StructureFile file) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("structures", file.structures().sopInstanceUID());
        settings.put("body", body);
        settings.put("region", region.isEmpty() ? "ball " + Arrays.toString(ball) : region);
        settings.put("thickness", thickness + " mm");
        settings.put("method", method(bolus));
        return new ReportHead("bolus", "Bolus", settings, SUMMARY, true);
    }

    private void row(ResultTable table, Bolus bolus, StructureFile file, ROI skin)
            throws IOException {
        var fit = bolus.fit();
        var check = bolus.check();
        table.foreign(mesh.toString())
                .text(bolus.isPrintable() ? "yes" : "no")
                .number(fit.volume() / 1000)
                .number(fit.contactArea() / 100)
                .number(fit.contactGap())
                .number(fit.thickness())
                .number(fit.thicknessError())
                .number(fit.thinnest())
                .number(fit.overlap())
                .whole(check.triangles())
                .whole(check.pieces());
        if (check.genus().isPresent()) {
            table.whole(check.genus().getAsInt());
        } else {
            table.blanks(1);
        }
        table.whole(check.openEdges())
                .whole(bolus.leftOut())
                .text(method(bolus))
                .foreign(skin.frameOfReferenceUID())
                .foreign(file.structures().sopInstanceUID())
                .end();
    }

    private static String method(Bolus bolus) {
        return String.format(
                Locale.ROOT,
                "%s; thickness %s mm; distances every %s mm; skin goes over from plane to plane",
                Bolus.VERSION,
                bolus.settings().thickness(),
                bolus.settings().step());
    }
}
