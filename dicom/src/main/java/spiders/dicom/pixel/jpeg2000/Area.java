// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

/** A rectangle of a grid; its right and bottom edges lie outside. */
record Area(int x0, int y0, int x1, int y1) {

    int width() {
        return Math.max(x1 - x0, 0);
    }

    int height() {
        return Math.max(y1 - y0, 0);
    }

    boolean isEmpty() {
        return x1 <= x0 || y1 <= y0;
    }

    int size() {
        return width() * height();
    }

    /** The same in a grid that is coarser by a power of two (T.800 equation B-14). */
    Area reduced(int levels) {
        return band(levels, 0, 0);
    }

    /** The subband of that many levels, high horizontally or vertically (T.800 equation B-15). */
    Area band(int levels, int xHigh, int yHigh) {
        return new Area(
                coarser(x0, levels, xHigh),
                coarser(y0, levels, yHigh),
                coarser(x1, levels, xHigh),
                coarser(y1, levels, yHigh));
    }

    private static int coarser(int at, int levels, int high) {
        if (levels == 0) {
            return at;
        }
        long origin = (long) high << (levels - 1);
        return (int) Math.ceilDiv(at - origin, 1L << levels);
    }
}
