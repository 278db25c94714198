// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import spiders.analysis.geometry.GapTreatment;
import spiders.analysis.geometry.Solid;
import spiders.analysis.image.IrregularPlanes;
import spiders.analysis.image.UptakeNormalisation;
import spiders.analysis.radiomics.RadiomicsComputation;
import spiders.analysis.radiomics.RegionImage;
import spiders.analysis.radiomics.Settings;
import spiders.cli.Cli;
import spiders.cli.Progress;
import spiders.cli.report.OutputOptions;
import spiders.cli.report.ReportHead;
import spiders.cli.report.ResultTable;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code spiders analysis radiomics}: the features of regions of an image series. */
@Command(
        name = "radiomics",
        description = "The features of IBSI of each ROI of an image series.",
        mixinStandardHelpOptions = true)
final class RadiomicsCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private OutputOptions output = new OutputOptions();

    @Mixin private RadiomicsOptions typed = new RadiomicsOptions();

    @Parameters(index = "0", paramLabel = "IMAGES", description = "A folder with a CT, MR or PET.")
    private Path images = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "REGIONS",
            description = "An RT structure set or a DICOM segmentation of it.")
    private Path regions = Path.of("");

    @Option(
            names = "--roi",
            paramLabel = "NAME",
            description = "The ROI or segment of this very name; may be repeated. All, if none is.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--settings",
            paramLabel = "FILE",
            description = "Options of the computation, as JSON or YAML; typed ones go before.")
    private Path settingsFile = Path.of("");

    @Option(
            names = "--series",
            paramLabel = "UID",
            description = "The Series Instance UID, where the folder has several.")
    private String series = "";

    @Option(
            names = "--uptake",
            split = ",",
            description = "Of PET: SUV by ${COMPLETION-CANDIDATES}, not activity.")
    private List<UptakeNormalisation> uptake = new ArrayList<>();

    @Option(
            names = "--irregular",
            description =
                    "Uneven, missing or tilted planes: ${COMPLETION-CANDIDATES}"
                            + " (${DEFAULT-VALUE}).")
    private IrregularPlanes irregular = IrregularPlanes.REFUSE;

    @Option(
            names = "--gaps",
            description =
                    "A single missing plane of an ROI: ${COMPLETION-CANDIDATES}"
                            + " (${DEFAULT-VALUE}).")
    private GapTreatment gaps = GapTreatment.FILL;

    private boolean isWhole = true;

    @Override
    public Integer call() throws IOException {
        output.require();
        if (uptake.size() > 1) {
            throw new IllegalArgumentException("One --uptake at a time");
        }
        var fromFile =
                settingsFile.toString().isEmpty()
                        ? Map.<String, String>of()
                        : SettingsFile.read(settingsFile);
        var options = fromFile.isEmpty() ? typed : RadiomicsOptions.of(fromFile, spec);
        var settings = options.settings();
        var err = spec.commandLine().getErr();
        var file = RegionFile.read(regions, gaps, err);
        var wanted = wanted(file);
        var folder = ImageFolder.read(images, series, err);
        var read =
                uptake.isEmpty()
                        ? folder.volume(irregular)
                        : folder.uptake(irregular, uptake.getFirst());
        read.volume().changes().forEach(change -> err.println(images + ": " + change));
        isWhole = file.isWhole() && names.size() <= wanted.size();
        var rows = new FeatureRows(read, file.sopInstanceUID(), options.told(), gaps);
        try (var table = output.table(head(options, rows), FeatureRows.COLUMNS)) {
            var progress = new Progress(err, "ROIs");
            for (int i = 0; i < wanted.size(); i++) {
                compute(table, rows, wanted.get(i), settings, err);
                progress.reached(i + 1, wanted.size());
            }
            progress.clear();
            table.finish(isWhole);
        }
        return isWhole ? Cli.DONE : Cli.NOT_DONE;
    }

    /** The regions asked for; a name that means none or several is said. */
    private List<RegionFile.Named> wanted(RegionFile file) {
        if (names.isEmpty()) {
            return file.regions();
        }
        var wanted = new ArrayList<RegionFile.Named>();
        for (var name : names) {
            var found = file.regions().stream().filter(one -> one.name().equals(name)).toList();
            if (found.size() == 1) {
                wanted.add(found.getFirst());
            } else {
                var among = file.regions().stream().map(RegionFile.Named::name).toList();
                spec.commandLine()
                        .getErr()
                        .printf(
                                "%s: %d ROIs are called \"%s\", among: %s%n",
                                regions, found.size(), name, String.join(", ", among));
            }
        }
        return wanted;
    }

    private ReportHead head(RadiomicsOptions options, FeatureRows rows) {
        var settings = new LinkedHashMap<>(options.told());
        settings.putAll(rows.inputs());
        return new ReportHead(
                "radiomics",
                "Radiomic features of IBSI",
                settings,
                List.of("roi", "state", "family", "tag", "code", "aggregation_code", "value"),
                false);
    }

    private void compute(
            ResultTable table,
            FeatureRows rows,
            RegionFile.Named region,
            Settings settings,
            PrintWriter err)
            throws IOException {
        var solid = solid(region, rows.frameOfReferenceUID(), err);
        if (solid.isEmpty()) {
            isWhole = false;
            rows.notComputed(table, region);
            return;
        }
        try {
            var cut = RegionImage.of(rows.volume(), solid.get(), settings);
            say(err, region, cut);
            isWhole &= !cut.isCut();
            var values = RadiomicsComputation.values(cut.image(), cut.mask(), settings);
            rows.computed(table, region, solid.get(), cut, values);
            if (output.isOnPaper()) {
                var picture = SlicePicture.of(rows.volume(), solid.get());
                table.picture(picture.caption(region.name()), picture);
            }
        } catch (IllegalArgumentException e) {
            isWhole = false;
            say(err, region, String.valueOf(e.getMessage()));
            rows.notComputed(table, region);
        }
    }

    private Optional<Solid> solid(RegionFile.Named region, String frame, PrintWriter err) {
        var its = region.frameOfReferenceUID();
        if (!its.equals(frame)) {
            say(err, region, "is of frame of reference \"%s\", not \"%s\"".formatted(its, frame));
            return Optional.empty();
        }
        if (frame.isEmpty()) {
            say(err, region, "no frame of reference is named: taken as that of the images");
        }
        return region.solid().get();
    }

    private void say(PrintWriter err, RegionFile.Named region, RegionImage cut) {
        if (cut.isCut()) {
            say(err, region, "reaches beyond the images: only what they show is computed");
        }
        if (cut.unsampled() > 0) {
            say(
                    err,
                    region,
                    "%d voxels around it have no sample, and count as the lowest"
                            .formatted(cut.unsampled()));
        }
    }

    private void say(PrintWriter err, RegionFile.Named region, String what) {
        err.println(regions + ": " + region.name() + ": " + what);
    }
}
