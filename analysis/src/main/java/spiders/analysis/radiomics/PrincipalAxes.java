// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

import java.util.Arrays;

/**
 * Lengths in mm of the axes of the ellipsoid with a mask's second moments.
 *
 * @param major the longest
 * @param minor the second
 * @param least the shortest; 0 for a flat mask
 */
record PrincipalAxes(double major, double minor, double least) {

    private static final int LEGENDRE_TERMS = 20;

    static PrincipalAxes of(Region region) {
        var e = region.extent;
        var mean = new double[3];
        var products = new double[3][3];
        double count = 0;
        int at = 0;
        for (int k = 0; k < e.nz(); k++) {
            double z = k * e.dz();
            for (int j = 0; j < e.ny(); j++) {
                double y = j * e.dy();
                for (int i = 0; i < e.nx(); i++) {
                    if (region.morphology[at++]) {
                        count++;
                        add(mean, products, i * e.dx(), y, z);
                    }
                }
            }
        }
        products[1][0] = products[0][1];
        products[2][0] = products[0][2];
        products[2][1] = products[1][2];
        // Of a sample: the reference values have n - 1.
        var covariance = new double[3][3];
        for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3; b++) {
                covariance[a][b] =
                        count < 2 ? 0 : (products[a][b] - mean[a] * mean[b] / count) / (count - 1);
            }
        }
        double[] variances = eigenvalues(covariance);
        Arrays.sort(variances);
        return new PrincipalAxes(
                length(variances[2], variances[2]),
                length(variances[1], variances[2]),
                length(variances[0], variances[2]));
    }

    private static void add(double[] mean, double[][] products, double x, double y, double z) {
        mean[0] += x;
        mean[1] += y;
        mean[2] += z;
        products[0][0] += x * x;
        products[0][1] += x * y;
        products[0][2] += x * z;
        products[1][1] += y * y;
        products[1][2] += y * z;
        products[2][2] += z * z;
    }

    private static double length(double variance, double largest) {
        return variance <= 1e-12 * largest ? 0 : 4 * Math.sqrt(variance);
    }

    /** By rotations (Jacobi), which leave the eigenvalues on the diagonal. */
    private static double[] eigenvalues(double[][] m) {
        for (int sweep = 0; sweep < 50; sweep++) {
            for (int p = 0; p < 2; p++) {
                for (int q = p + 1; q < 3; q++) {
                    rotate(m, p, q);
                }
            }
        }
        return new double[] {m[0][0], m[1][1], m[2][2]};
    }

    private static void rotate(double[][] m, int p, int q) {
        if (m[p][q] == 0) {
            return;
        }
        double theta = (m[q][q] - m[p][p]) / (2 * m[p][q]);
        double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(theta, 1));
        double c = 1 / Math.hypot(t, 1);
        double s = t * c;
        int r = 3 - p - q;
        double rp = m[r][p];
        double rq = m[r][q];
        m[p][p] -= t * m[p][q];
        m[q][q] += t * m[p][q];
        m[p][q] = 0;
        m[q][p] = 0;
        m[r][p] = c * rp - s * rq;
        m[p][r] = m[r][p];
        m[r][q] = s * rp + c * rq;
        m[q][r] = m[r][q];
    }

    /** mm³. */
    double ellipsoidVolume() {
        return Math.PI / 6 * major * minor * least;
    }

    /** mm², by the series of Legendre polynomials of the manual; undefined for a flat mask. */
    double ellipsoidArea() {
        double alpha = 1 - minor * minor / (major * major);
        double beta = 1 - least * least / (major * major);
        // (alpha beta)^n P_n((alpha² + beta²) / (2 alpha beta)), by its own recurrence, for a
        // sphere has neither.
        double half = (alpha + beta) / 2;
        double square = alpha * beta;
        double before = 0;
        double term = 1;
        double sum = 0;
        for (int n = 0; n <= LEGENDRE_TERMS; n++) {
            sum += term / (1 - 4.0 * n * n);
            double next = ((2 * n + 1) * half * term - n * square * before) / (n + 1);
            before = term;
            term = next;
        }
        return least == 0 ? Double.NaN : Math.PI * major * minor * sum;
    }
}
