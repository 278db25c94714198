// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.presentation;

import spiders.dicom.data.DataSet;
import spiders.dicom.dictionary.Tags;

/**
 * How an image is turned (PS3.3 section C.10.6): clockwise first, mirrored left to right then.
 *
 * @param quarterTurns 0 to 3
 */
record SpatialTransformation(int quarterTurns, boolean isFlipped) {

    static SpatialTransformation of(DataSet state) {
        int degrees = state.integer(Tags.ImageRotation).orElse(0);
        if (degrees < 0 || degrees > 270 || degrees % 90 != 0) {
            throw new InvalidPresentationException("An image turned by no right angle");
        }
        boolean isFlipped = state.string(Tags.ImageHorizontalFlip).orElse("N").equals("Y");
        return new SpatialTransformation(degrees / 90, isFlipped);
    }

    /** Whether rows become columns. */
    boolean isSideways() {
        return quarterTurns % 2 == 1;
    }

    /** Where a point of the unit square comes to lie in it. */
    Point of(Point point) {
        var turned =
                switch (quarterTurns) {
                    case 0 -> point;
                    case 1 -> new Point(1 - point.y(), point.x());
                    case 2 -> new Point(1 - point.x(), 1 - point.y());
                    default -> new Point(point.y(), 1 - point.x());
                };
        return isFlipped ? new Point(1 - turned.x(), turned.y()) : turned;
    }
}
