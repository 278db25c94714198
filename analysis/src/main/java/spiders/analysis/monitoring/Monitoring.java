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
import java.util.TreeMap;

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

    private final Map<String, Solid> first;
    private final List<Double> doses;
    private final List<String> labels = new ArrayList<>();
    private final Map<String, List<FractionMeasures>> measures = new TreeMap<>();

    private Monitoring(Fraction first, List<Double> doses) {
        this.first = first.solids();
        this.doses = List.copyOf(doses);
        this.first.keySet().forEach(roi -> measures.put(roi, new ArrayList<>()));
        add(first);
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
        var monitoring = from(fractions.getFirst(), doses);
        fractions.subList(1, fractions.size()).forEach(monitoring::add);
        return monitoring;
    }

    /** Begins with the fraction that others are compared to; they are added one after another. */
    public static Monitoring from(Fraction first, List<Double> doses) {
        return new Monitoring(first, doses);
    }

    /**
     * The next fraction; of it the numbers are kept alone.
     *
     * @throws IllegalArgumentException if planes are not parallel to those of the first
     */
    public void add(Fraction fraction) {
        labels.add(fraction.label());
        first.forEach((roi, solid) -> follow(roi, solid, fraction));
    }

    /** By ROI, and then by day. */
    public List<FractionMeasures> measures() {
        return measures.values().stream().flatMap(List::stream).toList();
    }

    private void follow(String roi, Solid baseline, Fraction fraction) {
        var solid = fraction.solids().get(roi);
        var values = new HashMap<Measure, Double>();
        var gaps = "";
        if (solid != null) {
            shape(baseline, solid, values);
            dose(fraction, solid, values);
            gaps = "%s; %s".formatted(baseline.gapTreatment(), solid.gapTreatment());
        }
        measures.computeIfAbsent(roi, _ -> new ArrayList<>())
                .add(new FractionMeasures(fraction.label(), roi, gaps, values));
    }

    private static void shape(Solid first, Solid solid, Map<Measure, Double> values) {
        var comparison = ContourComparison.of(first, solid, ComparisonSettings.defaults());
        comparison
                .volumeRatio()
                .ifPresent(ratio ->
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
            var ofROI = measures.getOrDefault(limit.roi(), List.of());
            if (ofROI.isEmpty()) {
                labels.forEach(day -> alerts.add(new Alert.Undefined(day, limit)));
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
