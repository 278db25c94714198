// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import spiders.analysis.dose.DoseGrid;
import spiders.analysis.geometry.GapTreatment;
import spiders.analysis.geometry.Solid;
import spiders.analysis.monitoring.Fraction;
import spiders.analysis.monitoring.Limit;
import spiders.analysis.monitoring.Measure;
import spiders.analysis.monitoring.Monitoring;
import spiders.analysis.naming.Site;
import spiders.cli.Cli;
import spiders.cli.Progress;
import spiders.cli.Reasons;
import spiders.cli.report.OutputOptions;
import spiders.cli.report.ReportHead;
import spiders.dicom.io.MalformedDataSetException;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** {@code spiders analysis monitoring}: organs and targets from fraction to fraction. */
@Command(
        name = "monitoring",
        description = "Follows the ROIs of a plan over its fractions, against your limits.",
        mixinStandardHelpOptions = true)
final class MonitoringCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private OutputOptions output = new OutputOptions();

    @Parameters(index = "0", paramLabel = "PLAN", description = "The planning structure set.")
    private Path plan = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "FRACTIONS",
            description =
                    "A folder with a structure set a fraction, or a folder a fraction with its"
                            + " structure set and doses.")
    private Path fractions = Path.of("");

    @Option(
            names = "--plan-dose",
            paramLabel = "FILE",
            description = "The planned dose; of several the sum.")
    private List<Path> planDoses = new ArrayList<>();

    @Option(
            names = "--plan-fractions",
            paramLabel = "N",
            description = "By how many the planned dose is divided, where doses are daily (1).")
    private int planned = 1;

    @Option(
            names = "--limit",
            paramLabel = "ROI:MEASURE:LEAST..MOST",
            description = "What you allow; may be repeated.")
    private List<String> limits = new ArrayList<>();

    @Option(names = "--limits", paramLabel = "FILE", description = "A file of them, one a line.")
    private Path limitsFile = Path.of("");

    @Option(
            names = "--volume-at",
            split = ",",
            paramLabel = "GY",
            description = "Follows the share of the volume that gets at least each dose.")
    private List<Double> doses = new ArrayList<>();

    @Option(
            names = "--roi",
            paramLabel = "NAME",
            description = "The ROI of this name; may be repeated. All of the plan, if none is.")
    private List<String> rois = new ArrayList<>();

    @Option(
            names = "--same-frame",
            description = "Fractions were brought into the frame of the plan, whatever they name.")
    private boolean isSameFrame;

    @Option(names = "--gaps", description = "A missing plane: ${COMPLETION-CANDIDATES}.")
    private GapTreatment gaps = GapTreatment.FILL;

    @Option(names = "--map-names", description = "Pairs ROIs by the names of TG-263.")
    private boolean mapsNames;

    @Option(names = "--site", description = "With --map-names: ${COMPLETION-CANDIDATES}.")
    private Site site = Site.UNKNOWN;

    private final Map<String, String> frames = new TreeMap<>();
    private boolean isWhole = true;

    @Override
    public Integer call() throws IOException {
        output.require();
        var allowed = limits();
        var shares = shares(allowed);
        if (planned < 1) {
            throw new IllegalArgumentException("--plan-fractions is at least 1");
        }
        var err = spec.commandLine().getErr();
        var days = TreatmentFolder.days(fractions);
        var names = new RoiNames(mapsNames, site);
        var monitoring = Monitoring.from(planned(names, err), shares);
        var progress = new Progress(err, "fractions");
        for (int i = 0; i < days.size(); i++) {
            add(monitoring, days.get(i), names, err);
            progress.reached(i + 1, days.size());
        }
        progress.clear();
        var rows = new MonitoringRows(monitoring, shares);
        var alerts = monitoring.alerts(allowed);
        try (var table = output.table(head(allowed), MonitoringRows.columns(shares))) {
            rows.followed(table);
            rows.alerts(table, alerts);
            rows.pictures(table);
            table.finish(isWhole);
        }
        if (!isWhole) {
            return Cli.NOT_DONE;
        }
        return alerts.isEmpty() ? Cli.DONE : Cli.OUTSIDE;
    }

    private List<Limit> limits() throws IOException {
        var all = new ArrayList<Limit>();
        if (!limitsFile.toString().isEmpty()) {
            all.addAll(LimitText.read(limitsFile));
        }
        limits.forEach(text -> all.add(LimitText.parse(text)));
        return all;
    }

    /** Those that are asked for, and those that a limit is of. */
    private List<Double> shares(List<Limit> allowed) {
        var ofLimits =
                allowed.stream()
                        .map(Limit::measure)
                        .filter(Measure.ShareOfDose.class::isInstance)
                        .map(measure -> ((Measure.ShareOfDose) measure).gray());
        return Stream.concat(doses.stream(), ofLimits).distinct().sorted().toList();
    }

    private Fraction planned(RoiNames names, PrintWriter err) throws IOException {
        var file = StructureFile.read(plan, err);
        isWhole &= file.isWhole();
        var solids = new HashMap<String, Solid>();
        for (var roi : names.unique(file)) {
            var key = names.key(roi);
            if (rois.isEmpty() || rois.contains(key)) {
                var solid = file.solid(roi, gaps).filter(one -> !one.isEmpty());
                solid.ifPresent(one -> solids.put(key, one));
                frames.put(key, roi.frameOfReferenceUID());
            }
        }
        if (solids.isEmpty()) {
            throw new IOException(plan + ": no ROI to follow");
        }
        for (var roi : rois) {
            if (!solids.containsKey(roi)) {
                isWhole = false;
                err.println(plan + ": no single ROI " + roi);
            }
        }
        return new Fraction("plan", solids, planDose());
    }

    private List<DoseGrid> planDose() throws IOException {
        if (planDoses.isEmpty()) {
            return List.of();
        }
        var grid = DoseFiles.read(planDoses).grid();
        requireFrame(grid, planDoses.getFirst());
        return List.of(planned == 1 ? grid : grid.map(dose -> dose / planned));
    }

    private void requireFrame(DoseGrid grid, Path file) throws IOException {
        boolean isOther =
                frames.values().stream().anyMatch(uid -> !uid.equals(grid.frameOfReferenceUID()));
        if (isOther && !isSameFrame) {
            throw new IOException(
                    "%s: of frame of reference \"%s\", not that of the plan"
                            .formatted(file, grid.frameOfReferenceUID()));
        }
    }

    /** What cannot be read of a fraction is said, and the others are followed. */
    private void add(
            Monitoring monitoring, TreatmentFolder.Day day, RoiNames names, PrintWriter err) {
        try {
            var files = TreatmentFolder.files(day);
            var file = StructureFile.read(files.structures(), err);
            isWhole &= file.isWhole();
            var solids = solids(file, names);
            var grids = new ArrayList<DoseGrid>();
            if (!files.doses().isEmpty()) {
                var grid = DoseFiles.read(files.doses()).grid();
                requireFrame(grid, day.path());
                grids.add(grid);
            }
            monitoring.add(new Fraction(day.label(), solids, grids));
        } catch (IOException
                | UncheckedIOException
                | MalformedDataSetException
                | IllegalArgumentException e) {
            isWhole = false;
            err.println(day.label() + ": not followed: " + Reasons.withFile(e));
        }
    }

    private Map<String, Solid> solids(StructureFile file, RoiNames names) {
        var solids = new HashMap<String, Solid>();
        for (var roi : names.unique(file)) {
            var key = names.key(roi);
            var frame = frames.get(key);
            if (frame == null) {
                continue;
            }
            if (!isSameFrame && !frame.equals(roi.frameOfReferenceUID())) {
                isWhole = false;
                file.say(
                        roi,
                        "is of another frame of reference than the plan: bring it there, then say"
                                + " --same-frame");
                continue;
            }
            var solid = file.solid(roi, gaps);
            isWhole &= solid.isPresent();
            solid.ifPresent(one -> solids.put(key, one));
        }
        return solids;
    }

    private ReportHead head(List<Limit> allowed) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("plan-fractions", Integer.toString(planned));
        settings.put(
                "limits",
                allowed.isEmpty()
                        ? "none"
                        : String.join(
                                ", ",
                                allowed.stream()
                                        .map(limit ->
                                                "%s:%s:%s..%s"
                                                        .formatted(
                                                                limit.roi(),
                                                                LimitText.name(limit),
                                                                limit.least(),
                                                                limit.most()))
                                        .toList()));
        settings.put("gaps", gaps.name());
        settings.put("map-names", Boolean.toString(mapsNames));
        settings.put("same-frame", Boolean.toString(isSameFrame));
        return new ReportHead(
                "monitoring",
                "Organs and targets from fraction to fraction",
                settings,
                List.of(
                        "roi",
                        "fraction",
                        "state",
                        "volume_change_percent",
                        "dice",
                        "centroid_shift_mm",
                        "mean_gy",
                        "d95_gy",
                        "limit",
                        "value"),
                false);
    }
}
