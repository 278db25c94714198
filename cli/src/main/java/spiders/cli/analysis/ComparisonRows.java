// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import spiders.analysis.comparison.ComparisonSettings;
import spiders.analysis.comparison.ContourComparison;
import spiders.analysis.contour.ROI;
import spiders.cli.report.ResultTable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of a comparison: its columns, and a row for every way that one can end. */
final class ComparisonRows {

    private static final int MM3_PER_CC = 1000;

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

    /** Of them those that need no surface. */
    private static final int OF_VOLUMES = 3;

    private final ComparisonSettings settings;
    private final RoiNames names;
    private final String referenceUID;
    private final String testUID;

    ComparisonRows(
            ComparisonSettings settings,
            RoiNames names,
            StructureFile first,
            StructureFile second) {
        this.settings = settings;
        this.names = names;
        this.referenceUID = first.structures().sopInstanceUID();
        this.testUID = second.structures().sopInstanceUID();
    }

    List<String> columns() {
        var columns = new ArrayList<>(List.of("roi", "roi_number", "state"));
        if (names.mapsNames()) {
            columns.addAll(List.of("paired_with", "standard_name", "naming"));
        }
        columns.addAll(List.of("reference_cc", "test_cc"));
        columns.addAll(MEASURES);
        for (double tolerance : settings.surfaceTolerances()) {
            columns.add("surface_dice_%smm".formatted(tolerance));
        }
        columns.addAll(List.of("method", "reference_sop_instance_uid", "test_sop_instance_uid"));
        return columns;
    }

    /** The numbers of a comparison. */
    void compared(ResultTable table, ROI roi, ROI test, ContourComparison comparison)
            throws IOException {
        switch (comparison) {
            case ContourComparison.Compared compared -> {
                begin(table, roi, test.name(), "compared");
                measures(table, compared);
            }
            case ContourComparison.Missed missed -> {
                begin(table, roi, test.name(), "missed");
                table.number(missed.referenceVolume() / MM3_PER_CC).number(0);
                ofVolumes(table, missed);
            }
            case ContourComparison.Unexpected unexpected -> {
                begin(table, roi, test.name(), "unexpected");
                table.number(0).number(unexpected.testVolume() / MM3_PER_CC);
                ofVolumes(table, unexpected);
            }
            case ContourComparison.BothEmpty empty -> {
                begin(table, roi, test.name(), "both empty");
                table.number(0).number(0);
                ofVolumes(table, empty);
            }
        }
        table.text(method(comparison));
        end(table);
    }

    /** A row without numbers. */
    void blank(ResultTable table, ROI roi, String state) throws IOException {
        begin(table, roi, "", state);
        table.blanks(2 + MEASURES.size() + settings.surfaceTolerances().size() + 1);
        end(table);
    }

    private void begin(ResultTable table, ROI roi, String test, String state) {
        table.foreign(roi.name()).whole(roi.number()).text(state);
        if (names.mapsNames()) {
            table.foreign(test);
            names.standard(roi).ifPresentOrElse(table::text, () -> table.blanks(1));
            table.foreign(names.told(roi));
        }
    }

    private void end(ResultTable table) throws IOException {
        table.foreign(referenceUID).foreign(testUID).end();
    }

    /** What is defined without surfaces. */
    private void ofVolumes(ResultTable table, ContourComparison comparison) {
        table.number(comparison.dice())
                .number(comparison.jaccard())
                .number(comparison.volumeRatio())
                .blanks(MEASURES.size() - OF_VOLUMES + settings.surfaceTolerances().size());
    }

    private static void measures(ResultTable table, ContourComparison.Compared compared) {
        var surfaces = compared.surfaces();
        table.number(compared.referenceVolume() / MM3_PER_CC)
                .number(compared.testVolume() / MM3_PER_CC)
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
    }

    private static String method(ContourComparison comparison) {
        var definition = comparison.definition();
        return String.format(
                Locale.ROOT,
                "%s; reference %s; test %s; step %s mm; added path at %s mm; gaps %s",
                definition.version(),
                definition.referenceModel(),
                definition.testModel(),
                definition.settings().samplingStep(),
                definition.settings().pathTolerance(),
                definition.referenceTreatment());
    }
}
