// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.image;

/** Values between the voxels of a grid. */
final class Interpolation {

    /** So little beyond the first or last middle is rounding, in voxels. */
    private static final double EDGE = 1e-6;

    private Interpolation() {}

    /** Linear along each side; not a number beyond the grid. */
    static double linear(
            float[] samples,
            int columns,
            int rows,
            int planes,
            double column,
            double row,
            double plane) {
        double c = within(column, columns);
        double r = within(row, rows);
        double p = within(plane, planes);
        if (Double.isNaN(c) || Double.isNaN(r) || Double.isNaN(p)) {
            return Double.NaN;
        }
        int low = Math.min((int) p, planes - 1);
        double share = p - low;
        double below = bilinear(samples, columns, rows, low, c, r);
        return share == 0
                ? below
                : mixed(below, bilinear(samples, columns, rows, low + 1, c, r), share);
    }

    /** Linear in one plane, by places that are in it. */
    private static double bilinear(
            float[] samples, int columns, int rows, int plane, double column, double row) {
        int c = (int) column;
        int r = (int) row;
        int first = (plane * rows + r) * columns + c;
        double right = column - c;
        double down = row - r;
        double near =
                right == 0 ? samples[first] : mixed(samples[first], samples[first + 1], right);
        if (down == 0) {
            return near;
        }
        int next = first + columns;
        double far = right == 0 ? samples[next] : mixed(samples[next], samples[next + 1], right);
        return mixed(near, far, down);
    }

    private static double mixed(double a, double b, double share) {
        return a + (b - a) * share;
    }

    private static double within(double place, int size) {
        if (!(place >= -EDGE) || !(place <= size - 1 + EDGE)) {
            return Double.NaN;
        }
        double clamped = Math.clamp(place, 0, size - 1);
        double nearest = Math.rint(clamped);
        return Math.abs(clamped - nearest) < EDGE ? nearest : clamped;
    }
}
