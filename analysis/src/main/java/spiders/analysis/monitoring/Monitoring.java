// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.monitoring;

import spiders.analysis.comparison.ComparisonSettings;
import spiders.analysis.comparison.ContourComparison;
import spiders.analysis.dose.DVH;
import spiders.analysis.dose.DVHSettings;
import spiders.analysis.geometry.Solid;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Follows the ROIs of a treatment: each day against the first. Solids are those that were drawn in
 * the frame of reference of their day; whoever asks has brought them into one.
 *
 * <p>The dose of an organ of which a grid covers less than 99.9 % is not defined, and an alert
 * where a limit asks for it.
 */
public final class Monitoring {

    /** What these numbers are made by; another number is another definition. */
    public static final String VERSION = "monitoring 1";

    /** The share of a volume that a dose grid may leave out, and the dose be that of the volume. */
    private static final double MOST_OUTSIDE = 1e-3;

    private final List<Fraction> fractions;
    private final List<Double> doses;
    private final List<FractionMeasures> measures = new ArrayList<>();

    private Monitoring(List<Fraction> fractions, List<Double> doses) {
        this.fractions = List.copyOf(fractions);
        this.doses = List.copyOf(doses);
    }

    /**
     * Follows all ROIs that the first fraction has, by their names.
     *
     * @param fractions in their order, the first of which is the one that is compared to
     * @param doses for each of which the share of the volume that gets it is followed; gray
     * @throws IllegalArgumentException if there is no fraction, or planes are not parallel
     */
    public static Monitoring of(List<Fraction> fractions, List<Double> doses) {
        if (fractions.isEmpty()) {
            throw new IllegalArgumentException("A treatment of no fraction");
        }
        var monitoring = new Monitoring(fractions, doses);
        for (var roi : fractions.getFirst().solids().keySet().stream().sorted().toList()) {
            monitoring.follow(roi);
        }
        return monitoring;
    }

    /** By ROI, and then by day. */
    public List<FractionMeasures> measures() {
        return List.copyOf(measures);
    }

    private void follow(String roi) {
        var first = fractions.getFirst().solids().get(roi);
        for (var fraction : fractions) {
            var solid = fraction.solids().get(roi);
            var values = new HashMap<Measure, Double>();
            var gaps = "";
            if (first != null && solid != null) {
                shape(first, solid, values);
                dose(fraction, solid, values);
                gaps = "%s; %s".formatted(first.gapTreatment(), solid.gapTreatment());
            }
            measures.add(new FractionMeasures(fraction.label(), roi, gaps, values));
        }
    }

    private static void shape(Solid first, Solid solid, Map<Measure, Double> values) {
        var comparison = ContourComparison.of(first, solid, ComparisonSettings.defaults());
        comparison
                .volumeRatio()
                .ifPresent(
                        ratio ->
                                values.put(Measure.Shape.VOLUME_CHANGE_PERCENT, 100 * (ratio - 1)));
        put(values, Measure.Shape.DICE, comparison.dice());
        if (comparison instanceof ContourComparison.Compared compared) {
            values.put(Measure.Shape.CENTROID_SHIFT, compared.offset().length());
            values.put(Measure.Shape.MEAN_SURFACE_DISTANCE, compared.surfaces().meanSymmetric());
        }
    }

    private void dose(Fraction fraction, Solid solid, Map<Measure, Double> values) {
        for (var grid : fraction.doses()) {
            var dvh = DVH.of(solid, grid, DVHSettings.defaults());
            values.put(Measure.Dose.OUTSIDE_GRID, dvh.volumeOutsideGrid() / 1000);
            if (dvh.volumeOutsideGrid() > MOST_OUTSIDE * dvh.volume()) {
                continue; // Of a part, they would be taken for those of the organ.
            }
            put(values, Measure.Dose.MEAN, dvh.mean());
            put(values, Measure.Dose.D95, dvh.doseToPercent(95));
            for (double gray : doses) {
                put(values, new Measure.ShareOfDose(gray), dvh.shareOfAtLeast(gray));
            }
        }
    }

    private static void put(Map<Measure, Double> values, Measure measure, OptionalDouble value) {
        value.ifPresent(defined -> values.put(measure, defined));
    }

    /** Each day on which a limit is not kept, in the order of the limits. */
    public List<Alert> alerts(List<Limit> limits) {
        var alerts = new LinkedHashSet<Alert>();
        for (var limit : limits) {
            var ofROI = measures.stream().filter(day -> day.roi().equals(limit.roi())).toList();
            if (ofROI.isEmpty()) {
                fractions.forEach(day -> alerts.add(new Alert.Undefined(day.label(), limit)));
            }
            for (var day : ofROI) {
                var value = day.value(limit.measure());
                var baseline = ofROI.getFirst().value(limit.measure());
                if (value.isEmpty() || (limit.isDrift() && baseline.isEmpty())) {
                    alerts.add(new Alert.Undefined(day.fraction(), limit));
                } else {
                    double judged =
                            value.getAsDouble() - (limit.isDrift() ? baseline.getAsDouble() : 0);
                    if (!limit.allows(judged)) {
                        alerts.add(new Alert.Outside(day.fraction(), limit, judged));
                    }
                }
            }
        }
        return List.copyOf(alerts);
    }
}
