// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import spiders.analysis.comparison.ComparisonSettings;
import spiders.analysis.comparison.ContourComparison;
import spiders.analysis.contour.ROI;
import spiders.cli.report.ResultTable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The table of a comparison: its columns, and a row for every way that one can end. */
final class ComparisonRows {

    private final ContourMetrics metrics;
    private final RoiNames names;
    private final String referenceUID;
    private final String testUID;

    ComparisonRows(
            ComparisonSettings settings,
            RoiNames names,
            StructureFile first,
            StructureFile second) {
        this.metrics = new ContourMetrics(settings);
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
        columns.addAll(metrics.names());
        columns.addAll(List.of("method", "reference_sop_instance_uid", "test_sop_instance_uid"));
        return columns;
    }

    /** The numbers of a comparison. */
    void compared(ResultTable table, ROI roi, ROI test, ContourComparison comparison)
            throws IOException {
        begin(table, roi, test.name(), ContourMetrics.state(comparison));
        table.number(ContourMetrics.referenceVolume(comparison))
                .number(ContourMetrics.testVolume(comparison));
        metrics.values(comparison).forEach(table::number);
        table.text(ContourMetrics.method(comparison));
        end(table);
    }

    /** A row without numbers. */
    void blank(ResultTable table, ROI roi, String state) throws IOException {
        begin(table, roi, "", state);
        table.blanks(2 + metrics.names().size() + 1);
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
}
