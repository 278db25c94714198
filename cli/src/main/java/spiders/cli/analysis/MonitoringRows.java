// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import spiders.analysis.dose.DVH;
import spiders.analysis.monitoring.Alert;
import spiders.analysis.monitoring.FractionMeasures;
import spiders.analysis.monitoring.Measure;
import spiders.analysis.monitoring.Monitoring;
import spiders.cli.report.ResultTable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The table of a treatment: a row an ROI and fraction, then a row an alert. */
final class MonitoringRows {

    private static final List<String> OF_ALERT = List.of("limit", "least", "most", "value");

    private final List<Measure> measures;
    private final Monitoring monitoring;

    MonitoringRows(Monitoring monitoring, List<Double> doses) {
        this.monitoring = monitoring;
        this.measures = LimitText.all(doses);
    }

    static List<String> columns(List<Double> doses) {
        var columns = new ArrayList<>(List.of("roi", "fraction", "state"));
        LimitText.all(doses).forEach(measure -> columns.add(column(measure)));
        columns.addAll(OF_ALERT);
        columns.add("method");
        return columns;
    }

    /** With its unit. */
    private static String column(Measure measure) {
        return switch (measure) {
            case Measure.Shape.VOLUME_CHANGE_PERCENT -> "volume_change_percent";
            case Measure.Shape.DICE -> "dice";
            case Measure.Shape.CENTROID_SHIFT -> "centroid_shift_mm";
            case Measure.Shape.MEAN_SURFACE_DISTANCE -> "assd_mm";
            case Measure.Dose.MEAN -> "mean_gy";
            case Measure.Dose.D95 -> "d95_gy";
            case Measure.Dose.OUTSIDE_GRID -> "outside_grid_cc";
            case Measure.ShareOfDose(double gray) -> "v%sgy".formatted(gray);
        };
    }

    void followed(ResultTable table) throws IOException {
        for (var day : monitoring.measures()) {
            table.foreign(day.roi())
                    .foreign(day.fraction())
                    .text(day.values().isEmpty() ? "not followed" : "followed");
            measures.forEach(measure -> table.number(day.value(measure)));
            table.blanks(OF_ALERT.size()).text(method(day)).end();
        }
    }

    private static String method(FractionMeasures day) {
        return day.values().isEmpty()
                ? ""
                : "%s; %s; gaps %s".formatted(Monitoring.VERSION, DVH.VERSION, day.gapTreatment());
    }

    void alerts(ResultTable table, List<Alert> alerts) throws IOException {
        for (var alert : alerts) {
            var limit = alert.limit();
            table.foreign(limit.roi()).foreign(alert.fraction()).text(alert.words());
            table.blanks(measures.size())
                    .text(LimitText.name(limit))
                    .number(limit.least())
                    .number(limit.most())
                    .number(alert instanceof Alert.Outside outside ? outside.value() : Double.NaN)
                    .blanks(1)
                    .end();
        }
    }

    /** Each measure of all ROIs over the fractions, where anything is defined. */
    void pictures(ResultTable table) {
        for (var measure : measures) {
            var lines = new ArrayList<LinePicture.Line>();
            for (var roi :
                    monitoring.measures().stream().map(day -> day.roi()).distinct().toList()) {
                var values =
                        monitoring.measures().stream()
                                .filter(day -> day.roi().equals(roi))
                                .map(day -> day.value(measure).orElse(Double.NaN))
                                .toList();
                if (values.stream().anyMatch(Double::isFinite)) {
                    lines.add(new LinePicture.Line(roi, counted(values.size()), values));
                }
            }
            if (!lines.isEmpty()) {
                table.picture(
                        column(measure),
                        new LinePicture("fraction, 0 is the plan; " + column(measure), lines));
            }
        }
    }

    private static List<Double> counted(int count) {
        return IntStream.range(0, count).mapToObj(i -> (double) i).toList();
    }
}
