// SPDX-License-Identifier: Apache-2.0
package spiders.archive.viewing;

import spiders.dicom.pixel.Frame;
import spiders.dicom.pixel.ImagePixel;

/**
 * A part of a frame, in its pixels (PS3.18 section 8.3.5.1.3).
 *
 * @param width reaches beyond the frame at most to its edge
 * @param height likewise
 */
public record Region(
        int x, int y, int width, int height, boolean isMirrored, boolean isUpsideDown) {

    public Region {
        if (x < 0 || y < 0 || width < 1 || height < 1) {
            throw new IllegalArgumentException("A region lies within the frame");
        }
    }

    /** The whole of any frame. */
    public static Region whole() {
        return new Region(0, 0, Integer.MAX_VALUE, Integer.MAX_VALUE, false, false);
    }

    /**
     * What is seen of a picture.
     *
     * @throws OutsideFrameException if nothing is
     */
    Frame of(Frame picture) {
        var image = picture.image();
        if (x >= image.columns() || y >= image.rows()) {
            throw new OutsideFrameException(image.rows(), image.columns());
        }
        int columns = Math.min(width, image.columns() - x);
        int rows = Math.min(height, image.rows() - y);
        boolean isWhole = columns == image.columns() && rows == image.rows();
        if (isWhole && !isMirrored && !isUpsideDown) {
            return picture;
        }
        var part =
                Frame.blank(
                        new ImagePixel(
                                rows,
                                columns,
                                image.samplesPerPixel(),
                                image.isPlanar(),
                                image.photometricInterpretation(),
                                image.depth()));
        var line = new int[image.columns()];
        var seen = new int[columns];
        for (int component = 0; component < image.samplesPerPixel(); component++) {
            for (int row = 0; row < rows; row++) {
                picture.row(component, y + row, line, 0);
                for (int column = 0; column < columns; column++) {
                    seen[column] = line[x + (isMirrored ? columns - 1 - column : column)];
                }
                part.setRow(component, isUpsideDown ? rows - 1 - row : row, seen, 0);
            }
        }
        return part;
    }
}
