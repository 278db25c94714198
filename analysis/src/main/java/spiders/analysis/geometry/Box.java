// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.geometry;

/** The smallest upright rectangle around something in a plane; that of nothing is empty. */
public record Box(double minX, double minY, double maxX, double maxY) {

    static final Box EMPTY =
            new Box(
                    Double.POSITIVE_INFINITY,
                    Double.POSITIVE_INFINITY,
                    Double.NEGATIVE_INFINITY,
                    Double.NEGATIVE_INFINITY);

    public boolean isEmpty() {
        return minX > maxX;
    }

    /** The box around both. */
    public Box with(Box other) {
        return new Box(
                Math.min(minX, other.minX),
                Math.min(minY, other.minY),
                Math.max(maxX, other.maxX),
                Math.max(maxY, other.maxY));
    }
}
