// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.presentation;

import java.util.ArrayList;
import java.util.List;

/**
 * Draws graphics and texts on a picture, one pixel thin whatever its size, so that they are seen on
 * small ones too.
 */
final class Painter {

    private static final int MOST_STEPS = 2048;

    /** Pixels of the picture for one of the font. */
    private static final double LARGEST_TEXT = 8;

    /** Where no box says how large: about so many lines to a picture. */
    private static final double LINES_A_PICTURE = 40;

    private static final int ANCHOR_GAP = 3;

    private final Placement placement;
    private final Canvas canvas;
    private final Raster raster;

    Painter(Placement placement, Canvas canvas) {
        this.placement = placement;
        this.canvas = canvas;
        this.raster = new Raster(canvas.width(), canvas.height());
    }

    private Raster.Ink ink(int grey) {
        return (x, y) -> canvas.set(x, y, grey);
    }

    void draw(Annotation annotation, int grey) {
        annotation.figures().forEach(figure -> draw(figure, ink(grey)));
        annotation.notes().forEach(note -> draw(note, ink(grey)));
    }

    private void draw(Figure figure, Raster.Ink ink) {
        var points =
                figure.points().stream()
                        .map(point -> figure.units().shown(point, placement))
                        .toList();
        switch (figure.kind()) {
            case POINT, MULTIPOINT -> points.forEach(point -> mark(point, ink));
            case POLYLINE -> outline(points, figure.isFilled(), ink);
            case INTERPOLATED -> outline(curve(points), figure.isFilled(), ink);
            case CIRCLE -> outline(circle(points), figure.isFilled(), ink);
            case ELLIPSE -> outline(ellipse(points), figure.isFilled(), ink);
        }
    }

    /** A cross of five pixels. */
    private void mark(Point point, Raster.Ink ink) {
        raster.dot(point, ink);
        raster.dot(point.plus(new Point(1, 0)), ink);
        raster.dot(point.plus(new Point(-1, 0)), ink);
        raster.dot(point.plus(new Point(0, 1)), ink);
        raster.dot(point.plus(new Point(0, -1)), ink);
    }

    private void outline(List<Point> points, boolean isFilled, Raster.Ink ink) {
        if (isFilled) {
            raster.fill(points, ink);
        }
        for (int i = 1; i < points.size(); i++) {
            raster.line(points.get(i - 1), points.get(i), ink);
        }
    }

    /** A circle of the picture: of pixels that are not square, too (PS3.3 section C.10.5.1.2). */
    private static List<Point> circle(List<Point> points) {
        double radius = points.get(1).minus(points.getFirst()).length();
        return around(points.getFirst(), new Point(radius, 0), new Point(0, radius));
    }

    private static List<Point> ellipse(List<Point> points) {
        var major = points.get(1).minus(points.getFirst()).times(0.5);
        var minor = points.get(3).minus(points.get(2)).times(0.5);
        return around(points.getFirst().plus(major), major, minor);
    }

    private static List<Point> around(Point center, Point one, Point other) {
        int steps = steps(Math.PI * (one.length() + other.length()));
        var points = new ArrayList<Point>();
        for (int i = 0; i <= steps; i++) {
            double angle = 2 * Math.PI * (i % steps) / steps;
            points.add(center.plus(one.times(Math.cos(angle))).plus(other.times(Math.sin(angle))));
        }
        return points;
    }

    private static int steps(double length) {
        return (int) Math.clamp(length / 2, 16, MOST_STEPS);
    }

    /** A Catmull-Rom spline: through every point, in the direction of its neighbours. */
    private static List<Point> curve(List<Point> points) {
        int last = points.size() - 1;
        boolean isClosed = last > 1 && points.getFirst().equals(points.getLast());
        var curve = new ArrayList<Point>();
        curve.add(points.getFirst());
        for (int i = 0; i < last; i++) {
            var from = points.get(i);
            var to = points.get(i + 1);
            var before = i > 0 ? points.get(i - 1) : isClosed ? points.get(last - 1) : from;
            var after = i + 2 <= last ? points.get(i + 2) : isClosed ? points.get(1) : to;
            int steps = Math.min(64, steps(to.minus(from).length()));
            for (int step = 1; step < steps; step++) {
                curve.add(between(before, from, to, after, (double) step / steps));
            }
            curve.add(to);
        }
        return curve;
    }

    private static Point between(Point before, Point from, Point to, Point after, double t) {
        var linear = to.minus(before).times(t);
        var square =
                before.times(2).minus(from.times(5)).plus(to.times(4)).minus(after).times(t * t);
        var cube = from.minus(to).times(3).plus(after).minus(before).times(t * t * t);
        return from.plus(linear.plus(square).plus(cube).times(0.5));
    }

    private void draw(Note note, Raster.Ink ink) {
        switch (note.place()) {
            case Note.Place.InBox(var box) -> write(note.lines(), box, ink);
            case Note.Place.AtAnchor(var anchor) -> {
                var at = anchor.units().shown(anchor.point(), placement);
                double scale = canvas.height() / LINES_A_PICTURE / StrokeFont.LINE;
                write(
                        note.lines(),
                        at.plus(new Point(ANCHOR_GAP, 0)),
                        Math.clamp(scale, 1, LARGEST_TEXT),
                        ink);
            }
            case Note.Place.OfAnchor(var box, var anchor) -> {
                write(note.lines(), box, ink);
                if (anchor.isVisible()) {
                    var at = anchor.units().shown(anchor.point(), placement);
                    raster.line(at, nearest(box, at), ink);
                }
            }
        }
    }

    /** The point of a box from which the line to its anchor begins. */
    private Point nearest(Note.Box box, Point anchor) {
        var one = box.units().shown(box.corner(), placement);
        var other = box.units().shown(box.opposite(), placement);
        return new Point(
                Math.clamp(anchor.x(), Math.min(one.x(), other.x()), Math.max(one.x(), other.x())),
                Math.clamp(anchor.y(), Math.min(one.y(), other.y()), Math.max(one.y(), other.y())));
    }

    /** Upright, however the image is turned; as large as the box has room for, within reason. */
    private void write(List<String> lines, Note.Box box, Raster.Ink ink) {
        var one = box.units().shown(box.corner(), placement);
        var other = box.units().shown(box.opposite(), placement);
        var size = other.minus(one);
        int longest = lines.stream().mapToInt(StrokeFont::length).max().orElse(0);
        double room =
                Math.min(
                        Math.abs(size.x()) / Math.max(1, longest * StrokeFont.ADVANCE),
                        Math.abs(size.y()) / (lines.size() * StrokeFont.LINE));
        double scale = Math.clamp(room, 1, LARGEST_TEXT);
        double top = Math.min(one.y(), other.y()) + StrokeFont.ABOVE * scale;
        for (var line : lines) {
            double free = Math.abs(size.x()) - StrokeFont.length(line) * StrokeFont.ADVANCE * scale;
            double left =
                    Math.min(one.x(), other.x())
                            + switch (box.justification()) {
                                case LEFT -> 0;
                                case CENTER -> free / 2;
                                case RIGHT -> free;
                            };
            write(List.of(line), new Point(left, top), scale, ink);
            top += StrokeFont.LINE * scale;
        }
    }

    private void write(List<String> lines, Point from, double scale, Raster.Ink ink) {
        var at = from.plus(new Point(0.5, 0.5));
        for (var line : lines) {
            for (var stroke : StrokeFont.strokes(line)) {
                for (int i = 1; i < stroke.size(); i++) {
                    raster.line(
                            at.plus(stroke.get(i - 1).times(scale)),
                            at.plus(stroke.get(i).times(scale)),
                            ink);
                }
            }
            at = at.plus(new Point(0, StrokeFont.LINE * scale));
        }
    }
}
