// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.dose;

/** Rising coordinates along one side of a grid, even or not. */
final class Axis {

    private static final double EVEN = 1e-3;

    /** Steps that a coordinate may be beyond an end by rounding: it is a sum of products. */
    private static final double ROUNDING = 1e-6;

    private final double[] coordinates;
    private final boolean isEven;
    private final double step;

    /**
     * @param coordinates two or more, each above the last
     */
    Axis(double... coordinates) {
        this.coordinates = coordinates.clone();
        int last = coordinates.length - 1;
        this.step = (coordinates[last] - coordinates[0]) / last;
        boolean even = true;
        for (int i = 1; i <= last; i++) {
            double off = coordinates[i] - coordinates[0] - i * step;
            even &= Math.abs(off) < EVEN * step;
        }
        this.isEven = even;
    }

    static Axis even(int count, double step) {
        var coordinates = new double[count];
        for (int i = 0; i < count; i++) {
            coordinates[i] = i * step;
        }
        return new Axis(coordinates);
    }

    int size() {
        return coordinates.length;
    }

    double at(int index) {
        return coordinates[index];
    }

    /** The length that a sample stands for: half way to its neighbours. */
    double extent(int index) {
        int last = coordinates.length - 1;
        double below = coordinates[Math.max(index, 1)] - coordinates[Math.max(index, 1) - 1];
        double above =
                coordinates[Math.min(index + 1, last)] - coordinates[Math.min(index, last - 1)];
        return (below + above) / 2;
    }

    /** The length from a sample to the next. */
    double length(int index) {
        return isEven ? step : coordinates[index + 1] - coordinates[index];
    }

    /** A coordinate, brought to the nearest end where it is beyond. */
    double within(double coordinate) {
        return Math.clamp(coordinate, coordinates[0], coordinates[coordinates.length - 1]);
    }

    /** The place of a coordinate in steps from the first, or -1 if it is beyond either end. */
    double place(double coordinate) {
        int last = coordinates.length - 1;
        double slack = ROUNDING * step;
        boolean isCovered =
                coordinate >= coordinates[0] - slack && coordinate <= coordinates[last] + slack;
        if (!isCovered) {
            return -1;
        }
        if (isEven) {
            return Math.clamp((coordinate - coordinates[0]) / step, 0.0, (double) last);
        }
        int low = 0;
        int high = last;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (coordinates[middle] <= coordinate) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double share = (coordinate - coordinates[low]) / (coordinates[high] - coordinates[low]);
        return low + Math.clamp(share, 0.0, 1.0);
    }
}
