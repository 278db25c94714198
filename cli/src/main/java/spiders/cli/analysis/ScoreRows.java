// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import spiders.cli.report.ResultTable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The table of all scores: a row a case, organ and product. */
final class ScoreRows {

    private final List<String> columns;

    ScoreRows(ContourMetrics metrics) {
        var all =
                new ArrayList<>(
                        List.of(
                                "case",
                                "organ",
                                "product",
                                "state",
                                "reference_roi",
                                "product_roi",
                                "reference_cc",
                                "product_cc"));
        all.addAll(metrics.names());
        all.addAll(List.of("method", "reference_sop_instance_uid", "product_sop_instance_uid"));
        this.columns = List.copyOf(all);
    }

    List<String> columns() {
        return columns;
    }

    static void row(ResultTable table, Score score) throws IOException {
        table.foreign(score.caseName())
                .foreign(score.organ())
                .foreign(score.product())
                .text(score.state())
                .foreign(score.referenceROI())
                .foreign(score.productROI())
                .number(score.referenceVolume())
                .number(score.productVolume());
        score.metrics().forEach(table::number);
        table.foreign(score.method())
                .foreign(score.referenceUID())
                .foreign(score.productUID())
                .end();
    }
}
