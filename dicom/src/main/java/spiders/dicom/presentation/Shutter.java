// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.presentation;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.dictionary.Tags;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What covers an image, but for its openings (PS3.3 sections C.7.6.11 and C.7.6.15). What is drawn
 * over the image is not covered.
 *
 * @param openings of which a pixel must be in each to be seen
 * @param bitmapGroup the overlay of the state that covers where it has bits; 0 where none does
 * @param grey what is seen instead, 0 to 255
 */
record Shutter(List<Opening> openings, int bitmapGroup, int grey) {

    private static final int MOST_VERTICES = 4096;

    /** Through which an image is seen; the pixels of its edge are. Rows and columns from 1. */
    sealed interface Opening {

        record Rectangle(int left, int right, int upper, int lower) implements Opening {}

        record Circle(int row, int column, int radius) implements Opening {}

        /** Its corners in the middle of pixels, the image's corner at 0. */
        record Polygon(List<Point> vertices) implements Opening {

            public Polygon {
                vertices = List.copyOf(vertices);
            }
        }
    }

    Shutter {
        openings = List.copyOf(openings);
    }

    static Shutter of(DataSet state) {
        var openings = new ArrayList<Opening>();
        int bitmapGroup = 0;
        for (var shape : state.strings(Tags.ShutterShape).stream().distinct().toList()) {
            switch (shape) {
                case "RECTANGULAR" -> openings.add(rectangle(state));
                case "CIRCULAR" -> openings.add(circle(state));
                case "POLYGONAL" -> openings.add(polygon(state));
                case "BITMAP" -> bitmapGroup = integer(state, Tags.ShutterOverlayGroup);
                default -> throw new InvalidPresentationException("A shutter of no shape");
            }
        }
        int value = state.integer(Tags.ShutterPresentationValue).orElse(0);
        return new Shutter(openings, bitmapGroup, Layer.grey(value));
    }

    private static Opening rectangle(DataSet state) {
        return new Opening.Rectangle(
                integer(state, Tags.ShutterLeftVerticalEdge),
                integer(state, Tags.ShutterRightVerticalEdge),
                integer(state, Tags.ShutterUpperHorizontalEdge),
                integer(state, Tags.ShutterLowerHorizontalEdge));
    }

    private static Opening circle(DataSet state) {
        int[] center = state.integers(Tags.CenterOfCircularShutter);
        if (center.length != 2) {
            throw new InvalidPresentationException("A circular shutter without its center");
        }
        int radius = integer(state, Tags.RadiusOfCircularShutter);
        return new Opening.Circle(center[0], center[1], radius);
    }

    private static Opening polygon(DataSet state) {
        int[] numbers = state.integers(Tags.VerticesOfThePolygonalShutter);
        if (numbers.length < 6 || numbers.length % 2 != 0 || numbers.length / 2 > MOST_VERTICES) {
            throw new InvalidPresentationException("A polygonal shutter of no polygon");
        }
        var vertices = new ArrayList<Point>();
        for (int i = 0; i < numbers.length; i += 2) {
            vertices.add(new Point(numbers[i + 1] - 0.5, numbers[i] - 0.5));
        }
        return new Opening.Polygon(vertices);
    }

    private static int integer(DataSet state, Tag tag) {
        return state.integer(tag)
                .orElseThrow(() -> new InvalidPresentationException("A shutter without " + tag));
    }

    /**
     * Covers a plane of grey values, but for the openings.
     *
     * @param aspect the height of a pixel for a width of 1
     */
    void cover(byte[] plane, int rows, int columns, double aspect) {
        for (var opening : openings) {
            var seen = new boolean[plane.length];
            switch (opening) {
                case Opening.Rectangle rectangle -> open(rectangle, seen, rows, columns);
                case Opening.Circle circle -> open(circle, seen, columns, aspect);
                case Opening.Polygon polygon -> open(polygon, seen, rows, columns);
            }
            for (int i = 0; i < plane.length; i++) {
                if (!seen[i]) {
                    plane[i] = (byte) grey;
                }
            }
        }
    }

    private static void open(Opening.Rectangle rectangle, boolean[] seen, int rows, int columns) {
        int from = Math.clamp(rectangle.left() - 1L, 0, columns);
        int to = Math.clamp(rectangle.right(), 0, columns);
        for (int row = Math.max(1, rectangle.upper());
                row <= Math.min(rows, rectangle.lower());
                row++) {
            if (from < to) {
                Arrays.fill(seen, (row - 1) * columns + from, (row - 1) * columns + to, true);
            }
        }
    }

    private static void open(Opening.Circle circle, boolean[] seen, int columns, double aspect) {
        double square = (double) circle.radius() * circle.radius();
        for (int i = 0; i < seen.length; i++) {
            double down = (i / columns + 1 - (double) circle.row()) * aspect;
            double across = i % columns + 1 - (double) circle.column();
            seen[i] = down * down + across * across <= square;
        }
    }

    private static void open(Opening.Polygon polygon, boolean[] seen, int rows, int columns) {
        var raster = new Raster(columns, rows);
        Raster.Ink ink = (x, y) -> seen[y * columns + x] = true;
        raster.fill(polygon.vertices(), ink);
        var from = polygon.vertices().getLast();
        for (var to : polygon.vertices()) {
            raster.line(from, to, ink);
            from = to;
        }
    }
}
