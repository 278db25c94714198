// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import spiders.analysis.contour.ROI;
import spiders.analysis.dose.DVH;
import spiders.analysis.dose.DVHSettings;
import spiders.analysis.dose.DoseGrid;
import spiders.analysis.dose.DoseSum;
import spiders.analysis.dose.OutsideGrid;
import spiders.analysis.geometry.GapTreatment;
import spiders.analysis.geometry.Solid;
import spiders.cli.Cli;
import spiders.cli.Progress;
import spiders.cli.report.OutputOptions;
import spiders.cli.report.ReportHead;
import spiders.cli.report.ResultTable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code spiders analysis dvh}: what dose each ROI of a structure set gets. */
@Command(
        name = "dvh",
        description = "The dose-volume numbers of each ROI; doses are gray.",
        mixinStandardHelpOptions = true)
final class DoseCommand implements Callable<Integer> {

    private static final List<String> COLUMNS =
            List.of(
                    "roi",
                    "roi_number",
                    "state",
                    "volume_cc",
                    "outside_grid_cc",
                    "minimum",
                    "mean",
                    "maximum",
                    "d98",
                    "d95",
                    "d50",
                    "d2",
                    "d1cc",
                    "homogeneity_index");

    private static final List<String> SUMMARY =
            List.of(
                    "roi",
                    "state",
                    "volume_cc",
                    "outside_grid_cc",
                    "mean",
                    "maximum",
                    "d98",
                    "d95",
                    "d50",
                    "d2");

    /** The share of a volume that a grid may leave out, and the numbers be those of the volume. */
    private static final double MOST_OUTSIDE = 1e-3;

    /** The columns of an ROI and its state. */
    private static final int HEAD = 3;

    /** Those of the two instances. */
    private static final int TAIL = 2;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private OutputOptions output = new OutputOptions();

    @Parameters(index = "0", paramLabel = "STRUCTURES", description = "An RT structure set.")
    private Path structures = Path.of("");

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "DOSE",
            description = "An RT dose of its patient; with --sum several.")
    private List<Path> dosed = new ArrayList<>();

    @Option(
            names = "--sum",
            description = "Several doses are added up, at the points of the first.")
    private boolean isSum;

    @Option(
            names = "--volume-at",
            split = ",",
            paramLabel = "GY",
            description = "The share of the volume that gets at least each of these doses.")
    private List<Double> doses = new ArrayList<>();

    @Option(
            names = "--step",
            paramLabel = "MM",
            description = "The greatest side of a sample in the plane (${DEFAULT-VALUE}).")
    private double step = DVHSettings.defaults().step();

    @Option(
            names = "--levels",
            description = "How many samples a slab has over its thickness (${DEFAULT-VALUE}).")
    private int levels = DVHSettings.defaults().levels();

    @Option(
            names = "--outside",
            description = "What the grid does not cover: ${COMPLETION-CANDIDATES}.")
    private OutsideGrid outside = DVHSettings.defaults().outside();

    @Option(
            names = "--gaps",
            description = "A single missing plane: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private GapTreatment gaps = GapTreatment.FILL;

    private boolean isWhole = true;

    @Override
    public Integer call() throws IOException {
        output.require();
        var settings = new DVHSettings(step, levels, outside);
        if (dosed.size() > 1 && !isSum) {
            throw new IllegalArgumentException("Several doses are taken with --sum alone");
        }
        if (!doses.stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("A volume is asked for at a dose that is no number");
        }
        var err = spec.commandLine().getErr();
        var file = StructureFile.read(structures, err);
        var sum = DoseFiles.read(dosed);
        var doseUID = String.join(" ", sum.sopInstanceUIDs());
        isWhole = file.isWhole();
        try (var table = output.table(head(file, doseUID), columns())) {
            var curves = new Curves();
            var progress = new Progress(err, "ROIs");
            var rois = file.structures().rois();
            for (int i = 0; i < rois.size(); i++) {
                var roi = rois.get(i);
                var histogram = histogram(file, roi, sum.grid(), settings);
                table.foreign(roi.name()).whole(roi.number());
                if (histogram.isEmpty()) {
                    isWhole = false;
                    table.text("not computed").blanks(columns().size() - HEAD - TAIL);
                } else {
                    write(table, histogram.get(), told(sum));
                    curves.add(roi.name(), histogram.get().dvh());
                }
                table.foreign(file.structures().sopInstanceUID()).foreign(doseUID).end();
                progress.reached(i + 1, rois.size());
            }
            progress.clear();
            picture(table, curves);
            table.finish(isWhole);
        }
        return isWhole ? Cli.DONE : Cli.NOT_DONE;
    }

    private static void picture(ResultTable table, Curves curves) {
        if (curves.size() > 0) {
            table.picture("Cumulative dose-volume histograms", curves.all());
        }
        for (int i = 0; i < curves.size(); i++) {
            table.picture(curves.name(i), curves.one(i));
        }
    }

    private ReportHead head(StructureFile file, String doseUID) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("structures", file.structures().sopInstanceUID());
        settings.put(dosed.size() > 1 ? "sum of doses" : "dose", doseUID);
        settings.put("volume-at", ReportHead.listed(doses, "Gy"));
        settings.put("step", step + " mm");
        settings.put("levels", Integer.toString(levels));
        settings.put("outside", outside.name());
        settings.put("gaps", gaps.name());
        return new ReportHead("dvh", "Dose-volume numbers, Gy", settings, SUMMARY, true);
    }

    /** How the dose came about; empty where it was read as it is. */
    private static String told(DoseSum sum) {
        int count = sum.sopInstanceUIDs().size();
        return count == 1
                ? ""
                : "; sum of %d doses, %d of them resampled linearly at the points of the first"
                        .formatted(count, sum.resampled());
    }

    /** A histogram, and of what solid. */
    private record Computed(Solid solid, DVH dvh) {}

    private Optional<Computed> histogram(
            StructureFile file, ROI roi, DoseGrid grid, DVHSettings settings) {
        try {
            grid.requireFrameOfReference(roi.frameOfReferenceUID());
            if (grid.frameOfReferenceUID().isEmpty()) {
                file.say(roi, "no frame of reference is named: taken as that of the dose");
            }
            return file.solid(roi, gaps)
                    .map(solid -> new Computed(solid, DVH.of(solid, grid, settings)));
        } catch (IllegalArgumentException e) {
            file.say(roi, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private List<String> columns() {
        var columns = new ArrayList<>(COLUMNS);
        doses.forEach(one -> columns.add("v%sgy".formatted(one)));
        columns.addAll(List.of("method", "structures_sop_instance_uid", "dose_sop_instance_uid"));
        return columns;
    }

    private static String state(DVH dvh) {
        boolean isPart =
                dvh.settings().outside() == OutsideGrid.LEAVE_OUT
                        && dvh.volumeOutsideGrid() > MOST_OUTSIDE * dvh.volume();
        return !dvh.isDefined() ? "no dose" : isPart ? "partly covered" : "computed";
    }

    private void write(ResultTable table, Computed computed, String told) {
        var dvh = computed.dvh();
        table.text(state(dvh))
                .number(dvh.volume() / 1000)
                .number(dvh.volumeOutsideGrid() / 1000)
                .number(dvh.minimum())
                .number(dvh.mean())
                .number(dvh.maximum())
                .number(dvh.doseToPercent(98))
                .number(dvh.doseToPercent(95))
                .number(dvh.doseToPercent(50))
                .number(dvh.doseToPercent(2))
                .number(dvh.doseToVolume(1000))
                .number(dvh.homogeneityIndex());
        doses.forEach(one -> table.number(dvh.shareOfAtLeast(one)));
        table.text(
                "%s; %s; step %s mm; %d levels; outside the grid %s; gaps %s%s"
                        .formatted(
                                DVH.VERSION,
                                computed.solid().model(),
                                step,
                                levels,
                                outside,
                                gaps,
                                told));
    }
}
