// SPDX-License-Identifier: Apache-2.0
package spiders.archive.viewing;

import spiders.dicom.pixel.Frame;
import spiders.dicom.pixel.ImagePixel;

/**
 * Makes pictures smaller: each pixel is the mean of those that it stands for, so that a thin line
 * stays visible.
 */
final class Shrinking {

    private Shrinking() {}

    /** The picture itself where it fits, else the largest of its shape that does. */
    static Frame toFit(Frame picture, int width, int height) {
        var image = picture.image();
        double scale = Math.min((double) width / image.columns(), (double) height / image.rows());
        if (scale >= 1) {
            return picture;
        }
        int columns = Math.max(1, (int) Math.round(image.columns() * scale));
        int rows = Math.max(1, (int) Math.round(image.rows() * scale));
        var small =
                Frame.blank(
                        new ImagePixel(
                                rows,
                                columns,
                                image.samplesPerPixel(),
                                image.isPlanar(),
                                image.photometricInterpretation(),
                                image.depth()));
        for (int component = 0; component < image.samplesPerPixel(); component++) {
            for (int row = 0; row < rows; row++) {
                small.setRow(component, row, mean(picture, component, row, rows, columns), 0);
            }
        }
        return small;
    }

    private static int[] mean(Frame picture, int component, int row, int rows, int columns) {
        int fromRow = (int) ((long) row * picture.image().rows() / rows);
        int toRow = (int) ((long) (row + 1) * picture.image().rows() / rows);
        int width = picture.image().columns();
        var line = new int[width];
        var sums = new long[columns];
        for (int y = fromRow; y < toRow; y++) {
            picture.row(component, y, line, 0);
            for (int column = 0; column < columns; column++) {
                int end = end(column, columns, width);
                for (int x = end(column - 1, columns, width); x < end; x++) {
                    sums[column] += line[x];
                }
            }
        }
        var means = new int[columns];
        for (int column = 0; column < columns; column++) {
            int wide = end(column, columns, width) - end(column - 1, columns, width);
            long count = (long) wide * (toRow - fromRow);
            means[column] = (int) ((sums[column] + count / 2) / count);
        }
        return means;
    }

    private static int end(int column, int columns, int width) {
        return (int) ((column + 1L) * width / columns);
    }
}
