// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.presentation;

import spiders.dicom.data.DataSet;
import spiders.dicom.dictionary.Tags;

import java.util.ArrayList;
import java.util.List;

/** A graphic object (PS3.3 section C.10.5.1.2). */
record Figure(Kind kind, Units units, List<Point> points, boolean isFilled) {

    /** What its points are (Graphic Type), and how many there must be. */
    enum Kind {
        POINT(1, 1),
        /** Not of the standard's graphic objects, but written by some. */
        MULTIPOINT(1, Integer.MAX_VALUE),
        POLYLINE(2, Integer.MAX_VALUE),
        /** A smooth line through its points. */
        INTERPOLATED(2, Integer.MAX_VALUE),
        /** The center, and a point of the circle. */
        CIRCLE(2, 2),
        /** The ends of the major axis, then those of the minor one. */
        ELLIPSE(4, 4);

        private final int least;
        private final int most;

        Kind(int least, int most) {
            this.least = least;
            this.most = most;
        }
    }

    Figure {
        points = List.copyOf(points);
        if (points.size() < kind.least || points.size() > kind.most) {
            throw new InvalidPresentationException(
                    "%d points of a %s".formatted(points.size(), kind));
        }
    }

    static Figure of(DataSet item) {
        var points = points(item.reals(Tags.GraphicData));
        if (item.integer(Tags.GraphicDimensions).orElse(2) != 2
                || item.integer(Tags.NumberOfGraphicPoints).orElse(points.size())
                        != points.size()) {
            throw new InvalidPresentationException("Graphic data of another length");
        }
        return new Figure(
                kind(item.string(Tags.GraphicType).orElse("")),
                Units.of(item, Tags.GraphicAnnotationUnits),
                points,
                item.string(Tags.GraphicFilled).orElse("N").equals("Y"));
    }

    private static Kind kind(String term) {
        for (var kind : Kind.values()) {
            if (kind.name().equals(term)) {
                return kind;
            }
        }
        throw new InvalidPresentationException("A graphic of no type");
    }

    /** Pairs of numbers as points. */
    static List<Point> points(double[] numbers) {
        if (numbers.length % 2 != 0) {
            throw new InvalidPresentationException("Half a point");
        }
        var points = new ArrayList<Point>();
        for (int i = 0; i < numbers.length; i += 2) {
            if (!Double.isFinite(numbers[i]) || !Double.isFinite(numbers[i + 1])) {
                throw new InvalidPresentationException("A point nowhere");
            }
            points.add(new Point(numbers[i], numbers[i + 1]));
        }
        return points;
    }
}
