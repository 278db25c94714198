// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.presentation;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.pixel.ImagePixel;

/**
 * Which pixels are seen, and how large (PS3.3 section C.10.4).
 *
 * <p>The corners are named by where they are seen, and given as pixels of the image as it is
 * stored; of a turned image, the first may so be any of the four. They may lie outside the image.
 *
 * @param left the first column, from 1, of the image as it is stored
 * @param right the last column
 * @param aspect the height of a pixel for a width of 1
 * @param magnification pixels of the picture for one of the image; 1 where none is said
 */
record DisplayedArea(
        Scope scope,
        int left,
        int top,
        int right,
        int bottom,
        SizeMode mode,
        double aspect,
        double magnification)
        implements Scope.Scoped {

    /** How large it is shown (Presentation Size Mode). */
    enum SizeMode {
        /** As large as fits. */
        SCALE_TO_FIT,
        /** In millimetres, which a picture does not know: as large as fits (PS3.18 9.5.2.3). */
        TRUE_SIZE,
        /** So many times. */
        MAGNIFY
    }

    /** No image has more columns; what lies outside of one may be as much on each side. */
    private static final int FARTHEST = 1 << 17;

    private static final double MOST = 64;

    DisplayedArea {
        if (left < -FARTHEST || top < -FARTHEST || right > FARTHEST || bottom > FARTHEST) {
            throw new InvalidPresentationException("A displayed area far outside the image");
        }
        if (left > right || top > bottom) {
            throw new InvalidPresentationException("A displayed area of no pixel");
        }
        if (!(aspect >= 1 / MOST && aspect <= MOST)) {
            throw new InvalidPresentationException("Pixels of a strange shape");
        }
        if (!(magnification >= 1 / MOST && magnification <= MOST)) {
            throw new InvalidPresentationException("Magnified beyond measure");
        }
    }

    /** The whole of an image. */
    static DisplayedArea whole(ImagePixel image) {
        return new DisplayedArea(
                Scope.of(DataSet.empty()),
                1,
                1,
                image.columns(),
                image.rows(),
                SizeMode.SCALE_TO_FIT,
                1,
                1);
    }

    static DisplayedArea of(DataSet item) {
        int[] one = corner(item, Tags.DisplayedAreaTopLeftHandCorner);
        int[] other = corner(item, Tags.DisplayedAreaBottomRightHandCorner);
        var mode =
                switch (item.string(Tags.PresentationSizeMode).orElse("")) {
                    case "SCALE TO FIT" -> SizeMode.SCALE_TO_FIT;
                    case "TRUE SIZE" -> SizeMode.TRUE_SIZE;
                    case "MAGNIFY" -> SizeMode.MAGNIFY;
                    default ->
                            throw new InvalidPresentationException("A displayed area of no size");
                };
        double magnification =
                mode == SizeMode.MAGNIFY
                        ? item.real(Tags.PresentationPixelMagnificationRatio).orElse(Double.NaN)
                        : 1;
        return new DisplayedArea(
                Scope.of(item),
                Math.min(one[0], other[0]),
                Math.min(one[1], other[1]),
                Math.max(one[0], other[0]),
                Math.max(one[1], other[1]),
                mode,
                aspect(item),
                magnification);
    }

    private static int[] corner(DataSet item, Tag tag) {
        int[] corner = item.integers(tag);
        if (corner.length != 2) {
            throw new InvalidPresentationException("A displayed area without its corners");
        }
        return corner;
    }

    private static double aspect(DataSet item) {
        double[] spacing = item.reals(Tags.PresentationPixelSpacing);
        if (spacing.length == 2) {
            return spacing[0] / spacing[1];
        }
        double[] ratio = item.reals(Tags.PresentationPixelAspectRatio);
        return ratio.length == 2 ? ratio[0] / ratio[1] : 1;
    }

    int columns() {
        return right - left + 1;
    }

    int rows() {
        return bottom - top + 1;
    }
}
