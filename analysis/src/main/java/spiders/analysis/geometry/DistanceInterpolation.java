// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.geometry;

/**
 * The regions between two others: where the weighted mean of the signed distances to their
 * boundaries is negative (Raya and Udupa 1990). They are drawn from a grid of at most 40 000 cells,
 * no finer than 0.25 mm.
 */
final class DistanceInterpolation {

    private static final double CELLS = 40_000;
    private static final double FINEST_STEP = 0.25;

    private final double originX;
    private final double originY;
    private final double step;
    private final int columns;
    private final int rows;
    private final double[] ofOne;
    private final double[] ofOther;

    DistanceInterpolation(Region one, Region other) {
        var box = one.box().with(other.box());
        double width = box.maxX() - box.minX();
        double height = box.maxY() - box.minY();
        step = Math.max(FINEST_STEP, Math.sqrt(width * height / CELLS));
        columns = (int) Math.ceil(width / step) + 3;
        rows = (int) Math.ceil(height / step) + 3;
        originX = box.minX() - step;
        originY = box.minY() - step;
        ofOne = distances(one);
        ofOther = distances(other);
    }

    private double[] distances(Region region) {
        var values = new double[rows * columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double x = originX + column * step;
                double y = originY + row * step;
                double distance = region.distanceToBoundary(x, y);
                values[row * columns + column] = region.contains(x, y) ? -distance : distance;
            }
        }
        return values;
    }

    /**
     * The region between.
     *
     * @param share of the way from the one to the other, 0 to 1
     */
    Region at(double share) {
        var values = new double[ofOne.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (1 - share) * ofOne[i] + share * ofOther[i];
        }
        var lines = new IsoLines(values, columns, originX, originY, step, step);
        return Region.of(lines.rings());
    }
}
