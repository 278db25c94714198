// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.presentation;

import java.util.Arrays;
import java.util.List;

/**
 * Finds the pixels of lines and areas on a plane, whose corners are at whole coordinates; what is
 * beside the plane is cut off. The effort of all together is limited.
 */
final class Raster {

    /** Some seconds at most. */
    private static final long MOST_EFFORT = 1L << 29;

    /** Takes a pixel of the plane. */
    @FunctionalInterface
    interface Ink {
        void at(int x, int y);
    }

    private final int width;
    private final int height;
    private long effort;

    Raster(int width, int height) {
        this.width = width;
        this.height = height;
    }

    private void spend(long steps) {
        effort += steps;
        if (effort > MOST_EFFORT) {
            throw new InvalidPresentationException("More is drawn than anybody can see");
        }
    }

    /** The pixel that a point is in; one on the plane's edge is within. */
    void dot(Point point, Ink ink) {
        spend(1);
        if (point.x() >= 0 && point.x() <= width && point.y() >= 0 && point.y() <= height) {
            ink.at(pixel(point.x(), width), pixel(point.y(), height));
        }
    }

    private static int pixel(double coordinate, int size) {
        return Math.clamp((long) Math.floor(coordinate), 0, size - 1);
    }

    /** The pixels from one to the other end, one in each column or row. */
    void line(Point from, Point to, Ink ink) {
        spend(1);
        // The part of the line that is on the plane (Liang and Barsky).
        var d = to.minus(from);
        double[] away = {-d.x(), d.x(), -d.y(), d.y()};
        double[] room = {from.x(), width - from.x(), from.y(), height - from.y()};
        double first = 0;
        double last = 1;
        for (int edge = 0; edge < 4; edge++) {
            if (away[edge] == 0 && room[edge] < 0) {
                return;
            }
            double at = room[edge] / away[edge];
            if (away[edge] < 0) {
                first = Math.max(first, at);
            } else if (away[edge] > 0) {
                last = Math.min(last, at);
            }
        }
        if (first <= last) {
            inside(from.plus(d.times(first)), from.plus(d.times(last)), ink);
        }
    }

    private void inside(Point from, Point to, Ink ink) {
        int across = Math.abs(pixel(to.x(), width) - pixel(from.x(), width));
        int down = Math.abs(pixel(to.y(), height) - pixel(from.y(), height));
        int steps = Math.max(1, Math.max(across, down));
        spend(steps);
        var d = to.minus(from);
        for (int i = 0; i <= steps; i++) {
            var point = from.plus(d.times((double) i / steps));
            ink.at(pixel(point.x(), width), pixel(point.y(), height));
        }
    }

    /** The pixels whose middle is within a closed line that may cross itself: of odd windings. */
    void fill(List<Point> outline, Ink ink) {
        double top = outline.stream().mapToDouble(Point::y).min().orElse(0);
        double bottom = outline.stream().mapToDouble(Point::y).max().orElse(0);
        int firstRow = Math.clamp((long) Math.ceil(top - 0.5), 0, height);
        int lastRow = Math.clamp((long) Math.floor(bottom - 0.5), -1, height - 1);
        var crossings = new double[outline.size()];
        for (int y = firstRow; y <= lastRow; y++) {
            spend(outline.size());
            int count = crossings(outline, y + 0.5, crossings);
            Arrays.sort(crossings, 0, count);
            for (int i = 0; i + 1 < count; i += 2) {
                int from = Math.clamp((long) Math.ceil(crossings[i] - 0.5), 0, width);
                int to = Math.clamp((long) Math.ceil(crossings[i + 1] - 0.5), 0, width);
                spend(Math.max(0, to - from));
                for (int x = from; x < to; x++) {
                    ink.at(x, y);
                }
            }
        }
    }

    private static int crossings(List<Point> outline, double y, double[] found) {
        int count = 0;
        var from = outline.getLast();
        for (var to : outline) {
            if (from.y() <= y != to.y() <= y) {
                double along = (y - from.y()) / (to.y() - from.y());
                found[count++] = from.x() + along * (to.x() - from.x());
            }
            from = to;
        }
        return count;
    }
}
