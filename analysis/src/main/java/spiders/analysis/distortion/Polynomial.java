// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.distortion;

import spiders.analysis.distortion.UnusablePhantomException.Reason;

import java.util.List;

/**
 * A vector field whose components are polynomials of all terms up to a degree, by least squares.
 * Coordinates are counted from a middle in units of a length, so that powers stay near 1.
 */
final class Polynomial {

    private final int degree;
    private final Point middle;
    private final double unit;
    private final double[][] coefficients; // by component

    private Polynomial(int degree, Point middle, double unit, double[][] coefficients) {
        this.degree = degree;
        this.middle = middle;
        this.unit = unit;
        this.coefficients = coefficients;
    }

    static int terms(int degree) {
        return (degree + 1) * (degree + 2) * (degree + 3) / 6;
    }

    /**
     * Fits the shifts of markers at where they are.
     *
     * @throws UnusablePhantomException if they do not determine it
     */
    static Polynomial fit(List<Displacement> markers, int degree, Point middle, double unit) {
        int terms = terms(degree);
        var matrix = new double[terms][terms];
        var right = new double[terms][3];
        var powers = new double[terms];
        for (var marker : markers) {
            powers(marker.truth(), degree, middle, unit, powers);
            var shift = marker.shift();
            for (int i = 0; i < terms; i++) {
                for (int j = 0; j <= i; j++) {
                    matrix[i][j] += powers[i] * powers[j];
                }
                for (int axis = 0; axis < 3; axis++) {
                    right[i][axis] += powers[i] * shift.at(axis);
                }
            }
        }
        solve(matrix, right);
        var coefficients = new double[3][terms];
        for (int i = 0; i < terms; i++) {
            for (int axis = 0; axis < 3; axis++) {
                coefficients[axis][i] = right[i][axis];
            }
        }
        return new Polynomial(degree, middle, unit, coefficients);
    }

    /** By Cholesky's decomposition; the answer takes the place of the right side. */
    private static void solve(double[][] a, double[][] b) {
        int n = a.length;
        for (int j = 0; j < n; j++) {
            double pivot = a[j][j];
            double whole = pivot;
            for (int k = 0; k < j; k++) {
                pivot -= a[j][k] * a[j][k];
            }
            if (!(pivot > 1e-10 * whole)) {
                throw new UnusablePhantomException(Reason.UNDETERMINED, "%d terms".formatted(n));
            }
            a[j][j] = Math.sqrt(pivot);
            for (int i = j + 1; i < n; i++) {
                for (int k = 0; k < j; k++) {
                    a[i][j] -= a[i][k] * a[j][k];
                }
                a[i][j] /= a[j][j];
            }
        }
        for (int axis = 0; axis < 3; axis++) {
            for (int i = 0; i < n; i++) {
                for (int k = 0; k < i; k++) {
                    b[i][axis] -= a[i][k] * b[k][axis];
                }
                b[i][axis] /= a[i][i];
            }
            for (int i = n - 1; i >= 0; i--) {
                for (int k = i + 1; k < n; k++) {
                    b[i][axis] -= a[k][i] * b[k][axis];
                }
                b[i][axis] /= a[i][i];
            }
        }
    }

    private static void powers(Point at, int degree, Point middle, double unit, double[] powers) {
        double x = (at.x() - middle.x()) / unit;
        double y = (at.y() - middle.y()) / unit;
        double z = (at.z() - middle.z()) / unit;
        int term = 0;
        double ofX = 1;
        for (int i = 0; i <= degree; i++, ofX *= x) {
            double ofXY = ofX;
            for (int j = 0; i + j <= degree; j++, ofXY *= y) {
                double all = ofXY;
                for (int k = 0; i + j + k <= degree; k++, all *= z) {
                    powers[term++] = all;
                }
            }
        }
    }

    Point at(Point point) {
        var powers = new double[coefficients[0].length];
        powers(point, degree, middle, unit, powers);
        var sums = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            for (int i = 0; i < powers.length; i++) {
                sums[axis] += coefficients[axis][i] * powers[i];
            }
        }
        return Point.of(sums);
    }
}
