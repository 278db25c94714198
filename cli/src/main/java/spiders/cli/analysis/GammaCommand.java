// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import spiders.analysis.dose.DoseSum;
import spiders.analysis.dose.GammaIndex;
import spiders.analysis.dose.GammaSettings;
import spiders.cli.Cli;
import spiders.cli.report.OutputOptions;
import spiders.cli.report.ReportHead;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code spiders analysis gamma}: how well a dose agrees with a reference, point by point. */
@Command(
        name = "gamma",
        description = "The gamma index of a dose against a reference.",
        mixinStandardHelpOptions = true)
final class GammaCommand implements Callable<Integer> {

    private static final List<String> COLUMNS =
            List.of(
                    "state",
                    "points",
                    "passed",
                    "pass_rate",
                    "mean",
                    "greatest",
                    "uncovered",
                    "method",
                    "reference_sop_instance_uid",
                    "evaluated_sop_instance_uid");

    private static final double PERCENT = 100;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private OutputOptions output = new OutputOptions();

    @Parameters(index = "0", paramLabel = "REFERENCE", description = "An RT dose.")
    private Path reference = Path.of("");

    @Parameters(index = "1", paramLabel = "EVALUATED", description = "Another of the same patient.")
    private Path evaluated = Path.of("");

    @Option(
            names = "--dose",
            paramLabel = "PERCENT",
            description = "What the dose may differ by (${DEFAULT-VALUE}).")
    private double dose = 3;

    @Option(
            names = "--distance",
            paramLabel = "MM",
            description = "How far the same dose may be away (${DEFAULT-VALUE}).")
    private double distance = 3;

    @Option(
            names = "--threshold",
            paramLabel = "PERCENT",
            description = "Of the maximum of the reference; points below are left out (10).")
    private double threshold = 10;

    @Option(
            names = "--local",
            description = "The difference is by the dose at each point, not by the maximum.")
    private boolean isLocal;

    @Option(
            names = "--planar",
            description = "The search stays in the plane of each point (2D), else it is 3D.")
    private boolean isPlanar;

    @Option(
            names = "--limit",
            description = "Gammas from here on are not told apart (${DEFAULT-VALUE}).")
    private double limit = 2;

    @Option(
            names = "--pass",
            paramLabel = "PERCENT",
            description = "With fewer points that pass the exit code is 4.")
    private double pass;

    @Override
    public Integer call() throws IOException {
        output.require();
        var settings =
                new GammaSettings(
                        dose / PERCENT, distance, threshold / PERCENT, isLocal, isPlanar, limit);
        if (!(pass >= 0 && pass <= PERCENT)) {
            throw new IllegalArgumentException("--pass is 0 to 100 percent");
        }
        var first = DoseFiles.read(List.of(reference));
        var second = DoseFiles.read(List.of(evaluated));
        var gamma = gamma(first, second, settings);
        boolean isWhole = gamma.points() > 0 && gamma.uncovered() == 0;
        if (!isWhole) {
            spec.commandLine()
                    .getErr()
                    .printf(
                            "%s: it covers %d points of the reference, and not %d%n",
                            evaluated, gamma.points(), gamma.uncovered());
        }
        write(first, second, gamma, isWhole);
        if (!isWhole) {
            return Cli.NOT_DONE;
        }
        return gamma.passRate().orElse(0) * PERCENT < pass ? Cli.OUTSIDE : Cli.DONE;
    }

    private void write(DoseSum first, DoseSum second, GammaIndex gamma, boolean isWhole)
            throws IOException {
        var head =
                new ReportHead(
                        "gamma",
                        "Gamma index of a dose",
                        told(first, second),
                        COLUMNS.subList(0, COLUMNS.indexOf("method")),
                        true);
        try (var table = output.table(head, COLUMNS)) {
            table.text(gamma.points() > 0 ? "compared" : "no point")
                    .whole(gamma.points())
                    .whole(gamma.passed())
                    .number(gamma.passRate())
                    .number(gamma.mean())
                    .number(gamma.points() > 0 ? gamma.greatest() : Double.NaN)
                    .whole(gamma.uncovered())
                    .text(method())
                    .foreign(first.sopInstanceUIDs().getFirst())
                    .foreign(second.sopInstanceUIDs().getFirst())
                    .end();
            table.picture(
                    "Doses along the row through the maximum of the reference",
                    DoseProfile.of(first.grid(), second.grid()));
            table.finish(isWhole);
        }
    }

    private GammaIndex gamma(DoseSum first, DoseSum second, GammaSettings settings)
            throws IOException {
        try {
            return GammaIndex.of(first.grid(), second.grid(), settings);
        } catch (IllegalArgumentException e) {
            throw new IOException(evaluated + ": " + e.getMessage(), e);
        }
    }

    private String method() {
        return "Low 1998; %s %% %s, %s mm, %s; from %s %% of the maximum; steps of %s mm; to %s"
                .formatted(
                        dose,
                        isLocal ? "of the point" : "of the maximum",
                        distance,
                        isPlanar ? "in the plane" : "in space",
                        threshold,
                        distance / 10,
                        limit);
    }

    private Map<String, String> told(DoseSum first, DoseSum second) {
        var told = new LinkedHashMap<String, String>();
        told.put("reference", first.sopInstanceUIDs().getFirst());
        told.put("evaluated", second.sopInstanceUIDs().getFirst());
        told.put("dose", dose + " %");
        told.put("distance", distance + " mm");
        told.put("threshold", threshold + " %");
        told.put("local", Boolean.toString(isLocal));
        told.put("planar", Boolean.toString(isPlanar));
        told.put("limit", Double.toString(limit));
        return told;
    }
}
