// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import spiders.analysis.comparison.ComparisonSettings;
import spiders.analysis.comparison.ContourComparison;
import spiders.analysis.contour.ROI;
import spiders.analysis.geometry.GapTreatment;
import spiders.analysis.geometry.Solid;
import spiders.cli.Cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code spiders analysis contours}: one structure set held against another. */
@Command(
        name = "contours",
        description = "Holds the ROIs of a structure set against those of a reference, by name.",
        mixinStandardHelpOptions = true)
final class ContoursCommand implements Callable<Integer> {

    /** Of {@link ContourComparison.Compared}, between the volumes and the method. */
    private static final List<String> MEASURES =
            List.of(
                    "dice",
                    "jaccard",
                    "volume_ratio",
                    "hd_mm",
                    "hd95_mm",
                    "hd95_pooled_mm",
                    "assd_mm",
                    "masd_mm",
                    "added_path_mm",
                    "reference_path_mm",
                    "offset_x_mm",
                    "offset_y_mm",
                    "offset_z_mm");

    /** The columns of an ROI and its state. */
    private static final int HEAD = 3;

    /** Those of the two instances. */
    private static final int TAIL = 2;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "REFERENCE", description = "An RT structure set.")
    private Path reference = Path.of("");

    @Parameters(index = "1", paramLabel = "TEST", description = "Another of the same patient.")
    private Path test = Path.of("");

    @Option(
            names = "--step",
            paramLabel = "MM",
            description = "The greatest side of a piece of surface (${DEFAULT-VALUE}).")
    private double step = ComparisonSettings.defaults().samplingStep();

    @Option(
            names = "--tolerance",
            split = ",",
            paramLabel = "MM",
            description = "Surface Dice at each of these (${DEFAULT-VALUE}).")
    private List<Double> tolerances =
            new ArrayList<>(ComparisonSettings.defaults().surfaceTolerances());

    @Option(
            names = "--path-tolerance",
            paramLabel = "MM",
            description = "How far a boundary may be off before it is drawn anew.")
    private double pathTolerance = ComparisonSettings.defaults().pathTolerance();

    @Option(
            names = "--gaps",
            description = "A single missing plane: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private GapTreatment gaps = GapTreatment.FILL;

    private boolean isWhole = true;

    @Override
    public Integer call() throws IOException {
        var err = spec.commandLine().getErr();
        var settings = new ComparisonSettings(step, tolerances, pathTolerance);
        var first = StructureFile.read(reference, err);
        var second = StructureFile.read(test, err);
        var table = new CsvTable(spec.commandLine().getOut(), columns());
        isWhole = first.isWhole() && second.isWhole();
        for (var roi : first.structures().rois()) {
            if (isPairable(first, roi, first) && isPairable(first, roi, second)) {
                var other = second.structures().roi(roi.name());
                if (other.isEmpty()) {
                    blank(table, first, second, roi, "not in the test");
                } else {
                    row(table, settings, solid(first, roi), solid(second, other.get()));
                }
            } else {
                blank(table, first, second, roi, "not compared");
            }
        }
        for (var roi : second.structures().rois()) {
            if (first.structures().roi(roi.name()).isEmpty()) {
                boolean isNamed = isPairable(second, roi, second);
                blank(table, first, second, roi, isNamed ? "no reference" : "not compared");
            }
        }
        return isWhole ? Cli.DONE : Cli.NOT_DONE;
    }

    /** Whether a name can mean but one ROI of a file, if any; what keeps it from that is said. */
    private boolean isPairable(StructureFile file, ROI roi, StructureFile among) {
        if (roi.name().isEmpty()) {
            file.say(roi, "ROI %d has no name to pair it by".formatted(roi.number()));
        } else if (among.count(roi.name()) > 1) {
            among.say(roi, "several ROIs have this name");
        } else {
            return true;
        }
        isWhole = false;
        return false;
    }

    private void blank(
            CsvTable table, StructureFile first, StructureFile second, ROI roi, String state) {
        begin(table, roi).text(state).blanks(columns().size() - HEAD - TAIL);
        end(table, first, second);
    }

    private static CsvTable begin(CsvTable table, ROI roi) {
        return table.foreign(roi.name()).text(String.valueOf(roi.number()));
    }

    private static void end(CsvTable table, StructureFile first, StructureFile second) {
        table.foreign(first.structures().sopInstanceUID())
                .foreign(second.structures().sopInstanceUID())
                .end();
    }

    private Computed solid(StructureFile file, ROI roi) {
        return new Computed(file, roi, file.solid(roi, gaps));
    }

    /** An ROI with its solid, which is empty where it cannot be computed. */
    private record Computed(StructureFile file, ROI roi, Optional<Solid> solid) {}

    private List<String> columns() {
        var columns =
                new ArrayList<>(List.of("roi", "roi_number", "state", "reference_cc", "test_cc"));
        columns.addAll(MEASURES);
        tolerances.forEach(one -> columns.add("surface_dice_%smm".formatted(one)));
        columns.addAll(List.of("method", "reference_sop_instance_uid", "test_sop_instance_uid"));
        return columns;
    }

    private void row(CsvTable table, ComparisonSettings settings, Computed mine, Computed theirs) {
        var frame = mine.roi().frameOfReferenceUID();
        if (!frame.equals(theirs.roi().frameOfReferenceUID())) {
            refuse(table, mine, theirs, "is of another frame of reference than the reference");
        } else if (mine.solid().isEmpty() || theirs.solid().isEmpty()) {
            refuse(table, mine, theirs, "not compared");
        } else {
            if (frame.isEmpty()) {
                theirs.file().say(theirs.roi(), "no frame of reference is named: taken as one");
            }
            try {
                var compared =
                        ContourComparison.of(mine.solid().get(), theirs.solid().get(), settings);
                write(begin(table, mine.roi()), compared);
                end(table, mine.file(), theirs.file());
            } catch (IllegalArgumentException e) {
                refuse(table, mine, theirs, String.valueOf(e.getMessage()));
            }
        }
    }

    private void refuse(CsvTable table, Computed mine, Computed theirs, String why) {
        isWhole = false;
        theirs.file().say(theirs.roi(), why);
        blank(table, mine.file(), theirs.file(), mine.roi(), "not compared");
    }

    private void write(CsvTable table, ContourComparison comparison) {
        switch (comparison) {
            case ContourComparison.Compared compared -> compared(table, compared);
            case ContourComparison.Missed missed -> {
                table.text("missed").number(missed.referenceVolume() / 1000).number(0);
                ends(table, missed);
            }
            case ContourComparison.Unexpected unexpected -> {
                table.text("unexpected").number(0).number(unexpected.testVolume() / 1000);
                ends(table, unexpected);
            }
            case ContourComparison.BothEmpty empty -> {
                table.text("both empty").number(0).number(0);
                ends(table, empty);
            }
        }
    }

    /** What is defined without surfaces. */
    private void ends(CsvTable table, ContourComparison comparison) {
        table.number(comparison.dice())
                .number(comparison.jaccard())
                .number(comparison.volumeRatio())
                .blanks(MEASURES.size() - 3 + tolerances.size())
                .text(method(comparison));
    }

    private static void compared(CsvTable table, ContourComparison.Compared compared) {
        var surfaces = compared.surfaces();
        table.text("compared")
                .number(compared.referenceVolume() / 1000)
                .number(compared.testVolume() / 1000)
                .number(compared.dice())
                .number(compared.jaccard())
                .number(compared.volumeRatio())
                .number(surfaces.hausdorff())
                .number(surfaces.hausdorff95())
                .number(surfaces.pooled95())
                .number(surfaces.meanSymmetric())
                .number(surfaces.meanOfMeans())
                .number(compared.addedPath().added())
                .number(compared.addedPath().total())
                .number(compared.offset().dx())
                .number(compared.offset().dy())
                .number(compared.offset().dz());
        surfaces.dice().forEach(one -> table.number(one.value()));
        table.text(method(compared));
    }

    private static String method(ContourComparison comparison) {
        var definition = comparison.definition();
        return "%s; reference %s; test %s; step %s mm; added path at %s mm; gaps %s"
                .formatted(
                        definition.version(),
                        definition.referenceModel(),
                        definition.testModel(),
                        definition.settings().samplingStep(),
                        definition.settings().pathTolerance(),
                        definition.referenceTreatment());
    }
}
