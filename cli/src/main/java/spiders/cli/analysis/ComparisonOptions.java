// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import picocli.CommandLine.Option;

import spiders.analysis.comparison.ComparisonSettings;
import spiders.analysis.geometry.GapTreatment;
import spiders.analysis.naming.Site;
import spiders.cli.report.ReportHead;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The options of every command that compares contours. */
final class ComparisonOptions {

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

    @Option(
            names = "--map-names",
            description = "Pairs ROIs by the names of TG-263 that theirs are taken to mean.")
    private boolean mapsNames;

    @Option(
            names = "--site",
            description =
                    "With --map-names, the treated region: ${COMPLETION-CANDIDATES}"
                            + " (${DEFAULT-VALUE}).")
    private Site site = Site.UNKNOWN;

    ComparisonSettings settings() {
        return new ComparisonSettings(step, tolerances, pathTolerance);
    }

    GapTreatment gaps() {
        return gaps;
    }

    RoiNames names() {
        return new RoiNames(mapsNames, site);
    }

    /** All of them, as told with the numbers. */
    Map<String, String> told() {
        var told = new LinkedHashMap<String, String>();
        told.put("step", step + " mm");
        told.put("tolerance", ReportHead.listed(tolerances, "mm"));
        told.put("path-tolerance", pathTolerance + " mm");
        told.put("gaps", gaps.name());
        told.put("map-names", Boolean.toString(mapsNames));
        told.putAll(mapsNames ? Map.of("site", site.name()) : Map.of());
        return told;
    }
}
