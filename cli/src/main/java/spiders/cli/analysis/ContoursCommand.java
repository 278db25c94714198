// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import spiders.analysis.comparison.ComparisonSettings;
import spiders.analysis.comparison.ContourComparison;
import spiders.analysis.contour.ROI;
import spiders.analysis.geometry.Solid;
import spiders.cli.Cli;
import spiders.cli.Progress;
import spiders.cli.report.OutputOptions;
import spiders.cli.report.ReportHead;
import spiders.cli.report.ResultTable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code spiders analysis contours}: one structure set held against another. */
@Command(
        name = "contours",
        description = "Holds the ROIs of a structure set against those of a reference, by name.",
        mixinStandardHelpOptions = true)
final class ContoursCommand implements Callable<Integer> {

    private static final List<String> SUMMARY =
            List.of(
                    "roi",
                    "state",
                    "reference_cc",
                    "test_cc",
                    "dice",
                    "hd_mm",
                    "hd95_mm",
                    "assd_mm",
                    "added_path_mm");

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private OutputOptions output = new OutputOptions();

    @Parameters(index = "0", paramLabel = "REFERENCE", description = "An RT structure set.")
    private Path reference = Path.of("");

    @Parameters(index = "1", paramLabel = "TEST", description = "Another of the same patient.")
    private Path test = Path.of("");

    @Mixin private ComparisonOptions options = new ComparisonOptions();

    private boolean isWhole = true;

    @Override
    public Integer call() throws IOException {
        output.require();
        var err = spec.commandLine().getErr();
        var settings = options.settings();
        var first = StructureFile.read(reference, err);
        var second = StructureFile.read(test, err);
        var names = options.names();
        var rows = new ComparisonRows(settings, names, first, second);
        isWhole = first.isWhole() && second.isWhole();
        var pairs = new Pairs(names, first, second);
        try (var table = output.table(head(first, second), rows.columns())) {
            var rois = first.structures().rois();
            var progress = new Progress(err, "ROIs");
            for (int i = 0; i < rois.size(); i++) {
                row(table, rows, pairs, rois.get(i), settings);
                progress.reached(i + 1, rois.size());
            }
            progress.clear();
            for (var roi : second.structures().rois()) {
                if (names.named(first, names.key(roi)).isEmpty()) {
                    boolean isNamed = pairs.isPairable(second, roi, second);
                    rows.blank(table, roi, isNamed ? "no reference" : "not compared");
                }
            }
            table.finish(isWhole && pairs.isWhole());
        }
        return isWhole && pairs.isWhole() ? Cli.DONE : Cli.NOT_DONE;
    }

    private ReportHead head(StructureFile first, StructureFile second) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("reference", first.structures().sopInstanceUID());
        settings.put("test", second.structures().sopInstanceUID());
        settings.putAll(options.told());
        return new ReportHead("contours", "Comparison of contours", settings, SUMMARY, true);
    }

    private void row(
            ResultTable table,
            ComparisonRows rows,
            Pairs pairs,
            ROI roi,
            ComparisonSettings settings)
            throws IOException {
        if (!pairs.isPairable(pairs.first(), roi, pairs.first())
                || !pairs.isPairable(pairs.first(), roi, pairs.second())) {
            rows.blank(table, roi, "not compared");
            return;
        }
        var other = pairs.partner(roi);
        if (other.isEmpty()) {
            rows.blank(table, roi, "not in the test");
            return;
        }
        var mine = new Computed(pairs.first(), roi, pairs.first().solid(roi, options.gaps()));
        var theirs =
                new Computed(
                        pairs.second(),
                        other.get(),
                        pairs.second().solid(other.get(), options.gaps()));
        compare(table, rows, mine, theirs, settings);
    }

    /** An ROI with its solid, which is empty where it cannot be computed. */
    private record Computed(StructureFile file, ROI roi, Optional<Solid> solid) {}

    private void compare(
            ResultTable table,
            ComparisonRows rows,
            Computed mine,
            Computed theirs,
            ComparisonSettings settings)
            throws IOException {
        var frame = mine.roi().frameOfReferenceUID();
        if (!frame.equals(theirs.roi().frameOfReferenceUID())) {
            refuse(
                    table,
                    rows,
                    mine,
                    theirs,
                    "is of another frame of reference than the reference");
            return;
        }
        if (mine.solid().isEmpty() || theirs.solid().isEmpty()) {
            refuse(table, rows, mine, theirs, "not compared");
            return;
        }
        if (frame.isEmpty()) {
            theirs.file().say(theirs.roi(), "no frame of reference is named: taken as one");
        }
        try {
            var reference = mine.solid().get();
            var compared = ContourComparison.of(reference, theirs.solid().get(), settings);
            rows.compared(table, mine.roi(), theirs.roi(), compared);
            if (output.isOnPaper() && !(compared instanceof ContourComparison.BothEmpty)) {
                var overlay = Overlay.worst(reference, theirs.solid().get());
                table.picture(overlay.caption(mine.roi().name()), overlay);
            }
        } catch (IllegalArgumentException e) {
            refuse(table, rows, mine, theirs, String.valueOf(e.getMessage()));
        }
    }

    private void refuse(
            ResultTable table, ComparisonRows rows, Computed mine, Computed theirs, String why)
            throws IOException {
        isWhole = false;
        theirs.file().say(theirs.roi(), why);
        rows.blank(table, mine.roi(), "not compared");
    }
}
