// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.presentation;

import spiders.dicom.presentation.DisplayedArea.SizeMode;
import spiders.dicom.presentation.Viewport.Fitting;

/** Where the pixels of an image come to lie in a picture of it. */
final class Placement {

    /** A picture has no more pixels. */
    static final long MOST_PIXELS = 1L << 26;

    private final DisplayedArea area;
    private final SpatialTransformation turn;

    /** The size of the whole displayed area in pixels of the picture. */
    private final long wholeWidth;

    private final long wholeHeight;
    private final int width;
    private final int height;

    Placement(DisplayedArea area, SpatialTransformation turn, Viewport viewport) {
        this.area = area;
        this.turn = turn;
        double across = area.columns() * Math.max(1, 1 / area.aspect()) * area.magnification();
        double down = area.rows() * Math.max(1, area.aspect()) * area.magnification();
        double natural = turn.isSideways() ? down : across;
        double naturalHeight = turn.isSideways() ? across : down;
        boolean isFilled = viewport.fitting() == Fitting.FILLED;
        boolean isCut = isFilled && area.mode() == SizeMode.MAGNIFY;
        double fit = Math.min(viewport.width() / natural, viewport.height() / naturalHeight);
        double scale = isCut ? 1 : isFilled ? fit : Math.min(1, fit);
        if (!isCut) {
            double most = Math.sqrt(MOST_PIXELS / (natural * naturalHeight));
            scale = Math.min(scale, most);
        }
        wholeWidth = Math.max(1, Math.round(natural * scale));
        wholeHeight = Math.max(1, Math.round(naturalHeight * scale));
        width = (int) Math.min(wholeWidth, viewport.width());
        height = (int) Math.min(wholeHeight, viewport.height());
        if ((long) width * height > MOST_PIXELS + width + height) {
            throw new UnsupportedPresentationException(
                    UnsupportedPresentationException.Reason.TOO_LARGE);
        }
    }

    /** The width of the picture. */
    int width() {
        return width;
    }

    int height() {
        return height;
    }

    private long cutLeft() {
        return (wholeWidth - width) / 2;
    }

    private long cutTop() {
        return (wholeHeight - height) / 2;
    }

    /** Where a point of the image is seen: the image's, and the picture's, corners are at whole. */
    Point shown(Point ofImage) {
        return shownFraction(
                turn.of(
                        new Point(
                                (ofImage.x() - (area.left() - 1)) / area.columns(),
                                (ofImage.y() - (area.top() - 1)) / area.rows())));
    }

    /** Where a point of the displayed area is seen, as it is turned: 0 to 1 from edge to edge. */
    Point shownFraction(Point ofArea) {
        return new Point(ofArea.x() * wholeWidth - cutLeft(), ofArea.y() * wholeHeight - cutTop());
    }

    /**
     * The pixels of a plane that each pixel of the picture stands for.
     *
     * @param x the plane's first column, from 0, in the image
     * @param columns of the plane
     */
    Sampling sampling(int x, int y, int columns, int rows) {
        var origin = turn.of(new Point(0, 0));
        var ofColumns = new Axis(area.left() - 1 - x, area.columns(), columns);
        var ofRows = new Axis(area.top() - 1 - y, area.rows(), rows);
        var acrossAxis = turn.isSideways() ? ofRows : ofColumns;
        var downAxis = turn.isSideways() ? ofColumns : ofRows;
        return new Sampling(
                columns,
                turn.isSideways(),
                acrossAxis.spans(wholeWidth, cutLeft(), width, origin.x() > 0.5),
                downAxis.spans(wholeHeight, cutTop(), height, origin.y() > 0.5));
    }

    /**
     * One direction of a plane.
     *
     * @param start the first pixel of the displayed area, from the plane's first
     * @param length of the displayed area
     * @param size of the plane
     */
    private record Axis(int start, int length, int size) {

        /**
         * Of each pixel of the picture, the first that it stands for, and the one after the last.
         */
        int[] spans(long whole, long cut, int count, boolean isReversed) {
            var spans = new int[2 * count];
            for (int i = 0; i < count; i++) {
                long at = isReversed ? whole - 1 - (i + cut) : i + cut;
                long from = at * length / whole;
                long to = Math.max(from + 1, (at + 1) * length / whole);
                spans[2 * i] = Math.clamp(from + start, 0, size);
                spans[2 * i + 1] = Math.clamp(to + start, 0, size);
            }
            return spans;
        }
    }
}
