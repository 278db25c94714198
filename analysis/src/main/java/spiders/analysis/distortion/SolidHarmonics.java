// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.distortion;

/**
 * The real regular solid harmonics: polynomials of which the Laplacian is nothing.
 *
 * <p>With Schmidt's factors, so that on the unit sphere none is above 1. In place of angles they go
 * by x, y and z: the part of the azimuth is that of (x + iy) to the power of m, and the part along
 * z has the recurrence of Legendre's functions times powers of the radius.
 */
final class SolidHarmonics {

    private SolidHarmonics() {}

    /** By degree l, and in it order 0, then cosine and sine of each order up to l. */
    static void fill(double x, double y, double z, int degree, double[] values) {
        double squared = x * x + y * y + z * z;
        double cosine = 1;
        double sine = 0;
        double start = 1;
        for (int m = 0; m <= degree; m++) {
            double before = 0;
            double along = start;
            for (int l = m; l <= degree; l++) {
                double factor = factor(l, m);
                int at = l * l + (m == 0 ? 0 : 2 * m - 1);
                values[at] = factor * along * cosine;
                if (m > 0) {
                    values[at + 1] = factor * along * sine;
                }
                double next = ((2 * l + 1) * z * along - (l + m) * squared * before) / (l + 1 - m);
                before = along;
                along = next;
            }
            double turned = cosine * x - sine * y;
            sine = cosine * y + sine * x;
            cosine = turned;
            start *= 2 * m + 1;
        }
    }

    /** Schmidt's: the root of 2 (l - m)! / (l + m)!, and 1 for order 0. */
    private static double factor(int l, int m) {
        double product = m == 0 ? 1 : 2;
        for (int i = l - m + 1; i <= l + m; i++) {
            product /= i;
        }
        return m == 0 ? 1 : Math.sqrt(product);
    }
}
