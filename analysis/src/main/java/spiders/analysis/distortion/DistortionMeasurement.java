// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.distortion;

import spiders.analysis.distortion.UnusablePhantomException.Reason;
import spiders.analysis.image.ImageVolume;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Where the markers of a phantom are seen, against where they are.
 *
 * @param phantom as its maker gives it
 * @param markers that were found, in the order of their nodes
 * @param strays how many were seen that are no marker of the phantom
 * @param placement how the phantom stands
 * @param settings that it was measured by
 * @param field through the displacements
 */
public record DistortionMeasurement(
        GridPhantom phantom,
        List<Displacement> markers,
        int strays,
        RigidMotion placement,
        DistortionSettings settings,
        DisplacementField field) {

    /** What these numbers are made by; another number is another definition. */
    public static final String VERSION = "distortion 1";

    private static final int FEWEST_TO_ALIGN = 4;
    private static final double NEARLY_ALL = 0.99;

    public DistortionMeasurement {
        markers = List.copyOf(markers);
    }

    /**
     * Measures the distortion of an image of a phantom, which is put where its middle markers are
     * seen.
     *
     * @throws UnusablePhantomException if the image does not show it well enough, by its reason
     */
    public static DistortionMeasurement of(
            GridPhantom phantom, ImageVolume volume, DistortionSettings settings) {
        var seen = MarkerDetection.markers(phantom, volume);
        var named = LatticeAssignment.assign(phantom, seen);
        return of(phantom, named, seen.size() - named.size(), settings);
    }

    /** The same for a phantom of which is known where it stands. */
    public static DistortionMeasurement of(
            GridPhantom phantom,
            ImageVolume volume,
            RigidMotion placement,
            DistortionSettings settings) {
        var seen = MarkerDetection.markers(phantom, volume);
        var named = LatticeAssignment.assign(phantom, seen);
        return of(phantom, named, seen.size() - named.size(), placement, settings);
    }

    static DistortionMeasurement of(
            GridPhantom phantom, Map<Node, Point> named, int strays, DistortionSettings settings) {
        return of(
                phantom,
                named,
                strays,
                placement(phantom, named, settings.alignmentRadius()),
                settings);
    }

    static DistortionMeasurement of(
            GridPhantom phantom,
            Map<Node, Point> named,
            int strays,
            RigidMotion placement,
            DistortionSettings settings) {
        var markers = new ArrayList<Displacement>();
        var positions = phantom.positions();
        named.forEach((node, seen) ->
                markers.add(
                        new Displacement(
                                node,
                                placement.apply(positions.getOrDefault(node, Point.ORIGIN)),
                                seen)));
        markers.sort(
                Comparator.comparingInt((Displacement marker) -> marker.node().k())
                        .thenComparingInt(marker -> marker.node().j())
                        .thenComparingInt(marker -> marker.node().i()));
        var field =
                DisplacementField.fit(
                        phantom, placement, markers, settings.model(), settings.degree());
        return new DistortionMeasurement(phantom, markers, strays, placement, settings, field);
    }

    private static RigidMotion placement(
            GridPhantom phantom, Map<Node, Point> named, double radius) {
        var own = new ArrayList<Point>();
        var seen = new ArrayList<Point>();
        var positions = phantom.positions();
        named.forEach((node, point) -> {
            var position = positions.getOrDefault(node, Point.ORIGIN);
            if (position.length() <= radius) {
                own.add(position);
                seen.add(point);
            }
        });
        if (own.size() < FEWEST_TO_ALIGN) {
            throw new UnusablePhantomException(
                    Reason.FEW_MARKERS, "%d within %.1f mm".formatted(own.size(), radius));
        }
        return RigidMotion.between(own, seen);
    }

    /** The share of the phantom's markers that were found, 0 to 1. */
    public double foundShare() {
        return (double) markers.size() / phantom.nodes().size();
    }

    /** Whether all was seen that a measurement needs: 99 % of the markers, and nothing else. */
    public boolean isWhole() {
        return strays == 0 && foundShare() >= NEARLY_ALL;
    }

    /** Displacements by distance from the middle; distances without a marker are left out. */
    public List<Shell> shells() {
        var shells = new TreeMap<Integer, List<Point>>();
        for (var marker : markers) {
            double distance = marker.truth().minus(placement.shift()).length();
            int shell = (int) Math.floor(distance / settings.shellWidth());
            shells.computeIfAbsent(shell, _ -> new ArrayList<>()).add(marker.shift());
        }
        return shells.entrySet().stream()
                .map(entry ->
                        shell(
                                entry.getKey() * settings.shellWidth(),
                                (entry.getKey() + 1) * settings.shellWidth(),
                                entry.getValue()))
                .toList();
    }

    /** Displacements of all markers. */
    public Shell all() {
        double farthest =
                markers.stream()
                        .mapToDouble(marker -> marker.truth().minus(placement.shift()).length())
                        .max()
                        .orElseThrow();
        return shell(0, farthest, markers.stream().map(Displacement::shift).toList());
    }

    private static Shell shell(double from, double to, List<Point> shifts) {
        return new Shell(
                from,
                to,
                spread(shifts, Point::length),
                spread(shifts, shift -> Math.abs(shift.x())),
                spread(shifts, shift -> Math.abs(shift.y())),
                spread(shifts, shift -> Math.abs(shift.z())));
    }

    private static Spread spread(List<Point> shifts, ToDoubleFunction<Point> size) {
        return Spread.of(shifts.stream().map(size::applyAsDouble).toList());
    }
}
