// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.contour;

/** The closed contours of an ROI do not lie in parallel planes, so that they enclose no slabs. */
public final class MixedPlanesException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final int number;
    private final int contour;

    MixedPlanesException(int number, int contour) {
        super(
                "Contour %d of ROI %d is not parallel to the others or not flat"
                        .formatted(contour, number));
        this.number = number;
        this.contour = contour;
    }

    /** The number of the ROI. */
    public int number() {
        return number;
    }

    /** Which of its contours, from 0 on. */
    public int contour() {
        return contour;
    }
}
