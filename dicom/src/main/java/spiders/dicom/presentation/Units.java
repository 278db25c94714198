// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.presentation;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.presentation.UnsupportedPresentationException.Reason;

/** In what coordinates are given (PS3.3 section C.10.5.1.2). */
enum Units {
    /** Pixels of the image as it is stored: the corner of its first pixel is at 0. */
    PIXEL,
    /** Parts of the displayed area as it is turned: 0 to 1 from edge to edge. */
    DISPLAY;

    static Units of(DataSet item, Tag tag) {
        return switch (item.string(tag).orElse("")) {
            case "PIXEL" -> PIXEL;
            case "DISPLAY" -> DISPLAY;
            case "MATRIX" -> throw new UnsupportedPresentationException(Reason.MATRIX);
            default -> throw new InvalidPresentationException("Coordinates without units");
        };
    }

    /** Where it is seen in a picture. */
    Point shown(Point point, Placement placement) {
        return this == PIXEL ? placement.shown(point) : placement.shownFraction(point);
    }
}
