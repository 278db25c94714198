// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.distortion;

/** Contours go beyond the markers, where the distortion is not known and is not guessed. */
public final class BeyondMarkersException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final long points;

    BeyondMarkersException(long points) {
        super("%d points of the contours are beyond the markers of the phantom".formatted(points));
        this.points = points;
    }

    /** How many points are. */
    public long points() {
        return points;
    }
}
