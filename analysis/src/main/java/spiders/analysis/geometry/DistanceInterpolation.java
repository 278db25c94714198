// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.geometry;

/**
 * The region between two others: where the mean of the signed distances to their boundaries is
 * negative (Raya and Udupa 1990). It is drawn from a grid of at most 40 000 cells, no finer than
 * 0.25 mm.
 */
final class DistanceInterpolation {

    private static final double CELLS = 40_000;
    private static final double FINEST_STEP = 0.25;

    private DistanceInterpolation() {}

    static Region between(Region one, Region other) {
        var box = one.box().with(other.box());
        double width = box.maxX() - box.minX();
        double height = box.maxY() - box.minY();
        double step = Math.max(FINEST_STEP, Math.sqrt(width * height / CELLS));
        int columns = (int) Math.ceil(width / step) + 3;
        int rows = (int) Math.ceil(height / step) + 3;
        double originX = box.minX() - step;
        double originY = box.minY() - step;
        var values = new double[rows * columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double x = originX + column * step;
                double y = originY + row * step;
                values[row * columns + column] = signed(one, x, y) + signed(other, x, y);
            }
        }
        return Region.of(new IsoLines(values, columns, originX, originY, step, step).rings());
    }

    private static double signed(Region region, double x, double y) {
        double distance = region.distanceToBoundary(x, y);
        return region.contains(x, y) ? -distance : distance;
    }
}
