// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import spiders.analysis.distortion.Displacement;
import spiders.analysis.distortion.DistortionMeasurement;
import spiders.analysis.distortion.Node;
import spiders.analysis.distortion.Point;
import spiders.cli.report.Canvas;
import spiders.cli.report.Colour;
import spiders.cli.report.ColourScale;
import spiders.cli.report.Picture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How far the field displaces what is in a plane, in colours, with the phantom's markers that are
 * nearest to it: those found, and those that were not.
 */
final class DisplacementMap implements Picture {

    private static final int SAMPLES = 160;
    private static final double MARGIN_MM = 5;
    private static final double DOT = 2;
    private static final double TEXT = 7;
    private static final double LOW = 14;
    private static final double LEAST_HIGHEST = 0.01;

    private final DistortionMeasurement measured;
    private final PatientPlane plane;
    private final ColourScale scale;
    private final double[] low;
    private final double[] high;

    private DisplacementMap(DistortionMeasurement measured, PatientPlane plane, ColourScale scale) {
        this.measured = measured;
        this.plane = plane;
        this.scale = scale;
        low = new double[3];
        high = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            int on = axis;
            var all =
                    measured.markers().stream()
                            .mapToDouble(marker -> marker.truth().at(on))
                            .summaryStatistics();
            low[axis] = all.getMin() - MARGIN_MM;
            high[axis] = all.getMax() + MARGIN_MM;
        }
    }

    /** The planes through the middle of the phantom, on one scale up to the longest shift. */
    static List<DisplacementMap> of(DistortionMeasurement measured) {
        double highest = Math.max(LEAST_HIGHEST, measured.all().length().max());
        var scale = new ColourScale(highest, "mm");
        var middle = measured.placement().shift();
        var maps = new ArrayList<DisplacementMap>();
        for (int axis = 2; axis >= 0; axis--) {
            maps.add(new DisplacementMap(measured, new PatientPlane(axis, middle.at(axis)), scale));
        }
        return maps;
    }

    String caption(String part) {
        return "%s, %s".formatted(part, plane.caption());
    }

    @Override
    public void draw(Canvas canvas) throws IOException {
        int u = plane.right();
        int v = plane.upright();
        double width = high[u] - low[u];
        double height = high[v] - low[v];
        double scaled =
                Math.min(
                        (canvas.width() - ColourScale.WIDTH) / width,
                        (canvas.height() - LOW) / height);
        double step = Math.max(width, height) / SAMPLES;
        int columns = (int) Math.ceil(width / step);
        int rows = (int) Math.ceil(height / step);
        double bottom = canvas.height() - height * scaled;
        canvas.pixels(columns, colours(columns, rows), 0, bottom, width * scaled, height * scaled);
        markers(canvas, scaled, bottom);
        scale.draw(canvas, width * scaled + 6, bottom, height * scaled);
    }

    private int[] colours(int columns, int rows) {
        int u = plane.right();
        int v = plane.upright();
        var colours = new int[columns * rows];
        for (int i = 0; i < colours.length; i++) {
            double right = (i % columns + 0.5) / columns;
            double down = (Math.floorDiv(i, columns) + 0.5) / rows;
            double up = plane.way() > 0 ? 1 - down : down;
            var at =
                    plane.point(
                            low[u] + right * (high[u] - low[u]), low[v] + up * (high[v] - low[v]));
            colours[i] = scale.rgb(measured.field().at(at).map(Point::length).orElse(Double.NaN));
        }
        return colours;
    }

    private void markers(Canvas canvas, double scaled, double bottom) throws IOException {
        var found = measured.markers().stream().map(Displacement::node).collect(Collectors.toSet());
        var seen = near(found.stream().toList());
        var unseen =
                near(
                        measured.phantom().nodes().stream()
                                .filter(node -> !found.contains(node))
                                .toList());
        dots(canvas, Colour.BLACK, seen, scaled, bottom);
        dots(canvas, Colour.VERMILION, unseen, scaled, bottom);
        canvas.text(Colour.BLACK, 0, bottom - LOW + 2, TEXT, "markers found");
        canvas.text(Colour.VERMILION, 8 * TEXT, bottom - LOW + 2, TEXT, "not found");
    }

    /** Those of a layer of the phantom that the plane goes through. */
    private List<Point> near(List<Node> nodes) {
        var phantom = measured.phantom();
        double pitch =
                plane.axis() == 0
                        ? phantom.pitchX()
                        : plane.axis() == 1 ? phantom.pitchY() : phantom.pitchZ();
        var positions = phantom.positions();
        return nodes.stream()
                .map(node -> measured.placement().apply(positions.getOrDefault(node, Point.ORIGIN)))
                .filter(at -> Math.abs(at.at(plane.axis()) - plane.position()) <= pitch / 2)
                .toList();
    }

    private void dots(
            Canvas canvas, Colour colour, List<Point> points, double scaled, double bottom)
            throws IOException {
        int v = plane.upright();
        var xs = new double[points.size()];
        var ys = new double[points.size()];
        for (int i = 0; i < xs.length; i++) {
            double up = points.get(i).at(v);
            xs[i] = (points.get(i).at(plane.right()) - low[plane.right()]) * scaled;
            ys[i] = bottom + (plane.way() > 0 ? up - low[v] : high[v] - up) * scaled;
        }
        canvas.dots(colour, DOT, xs, ys);
    }
}
