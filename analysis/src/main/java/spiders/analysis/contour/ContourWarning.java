// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.contour;

/**
 * Something about the contours of an ROI that whoever reads its numbers should know.
 *
 * @param contour which contour of the ROI, from 0 on
 */
public record ContourWarning(Kind kind, int contour) {

    /** What was found. */
    public enum Kind {
        /** A point, which encloses nothing: left out. */
        POINT,
        /** An open line: left out. */
        OPEN,
        /** A closed line that encloses less than a thousandth of a square millimetre: left out. */
        ZERO_AREA,
        /** The same line as another of its plane, which would cancel it: left out. */
        DUPLICATE
    }
}
