// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.geometry;

/** How much of each cell of a grid of squares is in a region, by area. */
final class CoveredShares {

    private static final double MOST_CELLS = 1 << 26;

    private final Region region;
    private final double step;

    private CoveredShares(Region region, double step) {
        this.region = region;
        this.step = step;
    }

    static double[] of(Region region, double x, double y, double step, int columns, int rows) {
        boolean isGrid = step > 0 && Double.isFinite(step) && columns > 0 && rows > 0;
        if (!isGrid || (double) columns * rows > MOST_CELLS) {
            throw new IllegalArgumentException(
                    "%d x %d cells of %s mm".formatted(columns, rows, step));
        }
        var shares = new double[columns * rows];
        if (region.isEmpty()) {
            return shares;
        }
        var covered = new CoveredShares(region, step);
        for (int i = 0; i < shares.length; i++) {
            shares[i] = covered.share(x + i % columns * step, y + Math.floorDiv(i, columns) * step);
        }
        return shares;
    }

    /** A cell that the boundary does not reach is in or out of the region as its middle is. */
    private double share(double x, double y) {
        double half = step / 2;
        var box = region.box();
        boolean isBeyond =
                x + half <= box.minX()
                        || x - half >= box.maxX()
                        || y + half <= box.minY()
                        || y - half >= box.maxY();
        if (isBeyond) {
            return 0;
        }
        if (region.distanceToBoundary(x, y) >= half * Math.sqrt(2)) {
            return region.contains(x, y) ? 1 : 0;
        }
        var cell =
                Region.of(
                        Ring.of(
                                new double[] {x - half, x + half, x + half, x - half},
                                new double[] {y - half, y - half, y + half, y + half}));
        return Math.clamp(region.intersectionArea(cell) / (step * step), 0, 1);
    }
}
