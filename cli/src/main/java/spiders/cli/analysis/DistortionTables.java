// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import spiders.analysis.distortion.DistortionMeasurement;
import spiders.analysis.distortion.Shell;
import spiders.analysis.distortion.Spread;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** The tables of a distortion. */
final class DistortionTables {

    private static final List<String> SHELL_COLUMNS =
            List.of(
                    "part",
                    "range",
                    "from_mm",
                    "to_mm",
                    "markers",
                    "mean_mm",
                    "p95_mm",
                    "max_mm",
                    "x_mean_mm",
                    "x_p95_mm",
                    "x_max_mm",
                    "y_mean_mm",
                    "y_p95_mm",
                    "y_max_mm",
                    "z_mean_mm",
                    "z_p95_mm",
                    "z_max_mm",
                    "markers_found",
                    "markers_of_phantom",
                    "strays",
                    "held_out_mean_mm",
                    "held_out_max_mm",
                    "method",
                    "series_instance_uid");

    private static final List<String> MARKER_COLUMNS =
            List.of(
                    "i",
                    "j",
                    "k",
                    "true_x_mm",
                    "true_y_mm",
                    "true_z_mm",
                    "seen_x_mm",
                    "seen_y_mm",
                    "seen_z_mm",
                    "shift_mm",
                    "method",
                    "series_instance_uid");

    private DistortionTables() {}

    static RecordTable shells(RecordTable.Format format, PrintWriter out) {
        return new RecordTable(format, out, SHELL_COLUMNS);
    }

    static RecordTable markers(RecordTable.Format format, PrintWriter out) {
        return new RecordTable(format, out, MARKER_COLUMNS);
    }

    /** A row for each range of distance that has markers, and one of all. */
    static void write(
            RecordTable table, String part, DistortionMeasurement measured, String series) {
        for (var shell : measured.shells()) {
            row(table, part, "shell", shell, measured, series);
        }
        row(table, part, "all", measured.all(), measured, series);
    }

    private static void row(
            RecordTable table,
            String part,
            String range,
            Shell shell,
            DistortionMeasurement measured,
            String series) {
        table.text(part).text(range).number(shell.from()).number(shell.to());
        table.whole(shell.length().count());
        for (var spread : List.of(shell.length(), shell.x(), shell.y(), shell.z())) {
            spread(table, spread);
        }
        table.whole(measured.markers().size())
                .whole(measured.phantom().nodes().size())
                .whole(measured.strays())
                .number(measured.field().heldOut().mean())
                .number(measured.field().heldOut().max())
                .text(method(measured))
                .text(series)
                .end();
    }

    private static void spread(RecordTable table, Spread spread) {
        table.number(spread.mean()).number(spread.percentile95()).number(spread.max());
    }

    /** Where each marker is and is seen. */
    static void write(RecordTable table, DistortionMeasurement measured, String series) {
        for (var marker : measured.markers()) {
            table.whole(marker.node().i()).whole(marker.node().j()).whole(marker.node().k());
            for (var point : List.of(marker.truth(), marker.measured())) {
                table.number(point.x()).number(point.y()).number(point.z());
            }
            table.number(marker.shift().length()).text(method(measured)).text(series).end();
        }
    }

    private static String method(DistortionMeasurement measured) {
        var settings = measured.settings();
        return String.format(
                Locale.ROOT,
                "%s; aligned within %.1f mm of the middle; degree %d; seen less true",
                DistortionMeasurement.VERSION,
                settings.alignmentRadius(),
                settings.degree());
    }
}
