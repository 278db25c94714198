// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import spiders.analysis.distortion.DistortionMeasurement;
import spiders.analysis.distortion.Shell;
import spiders.analysis.distortion.Spread;
import spiders.cli.report.ResultTable;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/**
 * The rows of one part of a distortion.
 *
 * @param part total, gradients or main field
 * @param series that it was measured on
 * @param readOut the axis of the patient that the read-out goes along, 0 to 2
 * @param hertz what of the main field shifts by so many millimetres along the read-out; no number
 *     where that is not known, or the part is not of the main field
 */
record DistortionRows(
        String part,
        DistortionMeasurement measured,
        String series,
        int readOut,
        DoubleUnaryOperator hertz) {

    static final List<String> SHELL_COLUMNS =
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
                    "mean_hz",
                    "p95_hz",
                    "max_hz",
                    "markers_found",
                    "markers_of_phantom",
                    "strays",
                    "held_out_mean_mm",
                    "held_out_max_mm",
                    "method",
                    "series_instance_uid");

    static final List<String> SUMMARY =
            List.of(
                    "part",
                    "range",
                    "from_mm",
                    "to_mm",
                    "markers",
                    "mean_mm",
                    "p95_mm",
                    "max_mm",
                    "x_max_mm",
                    "y_max_mm",
                    "z_max_mm");

    static final List<String> MARKER_COLUMNS =
            List.of(
                    "part",
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
                    "main_field_hz",
                    "method",
                    "series_instance_uid");

    /** A row for each range of distance that has markers, and one of all. */
    void writeShells(ResultTable table) throws IOException {
        for (var shell : measured.shells()) {
            row(table, "shell", shell);
        }
        row(table, "all", measured.all());
    }

    private void row(ResultTable table, String range, Shell shell) throws IOException {
        table.text(part).text(range).number(shell.from()).number(shell.to());
        table.whole(shell.length().count());
        for (var spread : List.of(shell.length(), shell.x(), shell.y(), shell.z())) {
            spread(table, spread);
        }
        var along = List.of(shell.x(), shell.y(), shell.z()).get(readOut);
        table.number(hertz.applyAsDouble(along.mean()))
                .number(hertz.applyAsDouble(along.percentile95()))
                .number(hertz.applyAsDouble(along.max()));
        table.whole(measured.markers().size())
                .whole(measured.phantom().nodes().size())
                .whole(measured.strays())
                .number(measured.field().heldOut().mean())
                .number(measured.field().heldOut().max())
                .text(method())
                .foreign(series)
                .end();
    }

    private static void spread(ResultTable table, Spread spread) {
        table.number(spread.mean()).number(spread.percentile95()).number(spread.max());
    }

    /** Where each marker is and is seen. */
    void writeMarkers(ResultTable table) throws IOException {
        for (var marker : measured.markers()) {
            table.text(part);
            table.whole(marker.node().i()).whole(marker.node().j()).whole(marker.node().k());
            for (var point : List.of(marker.truth(), marker.measured())) {
                table.number(point.x()).number(point.y()).number(point.z());
            }
            table.number(marker.shift().length())
                    .number(hertz.applyAsDouble(marker.shift().at(readOut)))
                    .text(method())
                    .foreign(series)
                    .end();
        }
    }

    /** Maps of the middle planes, and the curve by distance. */
    void draw(ResultTable table) {
        for (var map : DisplacementMap.of(measured)) {
            table.picture(map.caption(part), map);
        }
        table.picture(
                part + ": displacement by distance from the middle", new DistanceCurve(measured));
    }

    /** By which version and settings. */
    String method() {
        var settings = measured.settings();
        return String.format(
                Locale.ROOT,
                "%s; aligned within %.1f mm of the middle; %s; seen less true",
                DistortionMeasurement.VERSION,
                settings.alignmentRadius(),
                measured.field().words());
    }
}
