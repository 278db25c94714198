// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.distortion;

import spiders.analysis.distortion.UnusablePhantomException.Reason;

import java.util.List;

/**
 * A vector field whose components are sums of the functions of a model up to a degree, by least
 * squares. Coordinates are counted from a middle in units of a length, so that powers stay near 1.
 */
final class Expansion {

    private final FieldModel model;
    private final int degree;
    private final Point middle;
    private final double unit;
    private final double[][] coefficients; // by component

    private Expansion(
            FieldModel model, int degree, Point middle, double unit, double[][] coefficients) {
        this.model = model;
        this.degree = degree;
        this.middle = middle;
        this.unit = unit;
        this.coefficients = coefficients;
    }

    /**
     * Fits the shifts of markers at where they are.
     *
     * @throws UnusablePhantomException if they do not determine it
     */
    static Expansion fit(
            List<Displacement> markers, FieldModel model, int degree, Point middle, double unit) {
        int terms = model.terms(degree);
        var matrix = new double[terms][terms];
        var right = new double[terms][3];
        var values = new double[terms];
        for (var marker : markers) {
            fill(marker.truth(), model, degree, middle, unit, values);
            var shift = marker.shift();
            for (int i = 0; i < terms; i++) {
                for (int j = 0; j <= i; j++) {
                    matrix[i][j] += values[i] * values[j];
                }
                for (int axis = 0; axis < 3; axis++) {
                    right[i][axis] += values[i] * shift.at(axis);
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
        return new Expansion(model, degree, middle, unit, coefficients);
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

    private static void fill(
            Point at, FieldModel model, int degree, Point middle, double unit, double[] values) {
        model.fill(
                (at.x() - middle.x()) / unit,
                (at.y() - middle.y()) / unit,
                (at.z() - middle.z()) / unit,
                degree,
                values);
    }

    Point at(Point point) {
        var values = new double[coefficients[0].length];
        fill(point, model, degree, middle, unit, values);
        var sums = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            for (int i = 0; i < values.length; i++) {
                sums[axis] += coefficients[axis][i] * values[i];
            }
        }
        return Point.of(sums);
    }
}
