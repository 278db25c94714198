// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

import spiders.analysis.radiomics.Region.Extent;
import spiders.analysis.radiomics.RegionTooLargeException.Bound;

/**
 * Moran's I and Geary's C over all pairs of voxels, weighted by their inverse distance.
 *
 * <p>Distances on a grid depend on the offset alone, so the sums over pairs are sums over offsets
 * of correlations; in the frequency domain each is one product, exact to rounding.
 */
final class SpatialAutocorrelation {

    /** Six arrays of numbers are held at once: 768 MB at the limit. */
    static final long MAX_CELLS = 1L << 24;

    private SpatialAutocorrelation() {}

    static void put(Region region, Values values) {
        var e = region.extent;
        int[] size = {
            Fourier.size(2 * e.nx() - 1), Fourier.size(2 * e.ny() - 1), Fourier.size(2 * e.nz() - 1)
        };
        long cells = (long) size[0] * size[1] * size[2];
        RegionTooLargeException.require(Bound.AUTOCORRELATION_CELLS, cells, MAX_CELLS);
        double[] sample = region.sample();
        var statistics = new SampleStatistics(sample);
        double deviation = Math.sqrt(statistics.variance());
        if (statistics.isFlat()) {
            values.put(Feature.MORPH_MORAN_I, Double.NaN);
            values.put(Feature.MORPH_GEARY_C, Double.NaN);
            return;
        }
        var mask = new double[(int) cells];
        var deviations = new double[(int) cells];
        var squares = new double[(int) cells];
        for (int at = 0; at < region.intensity.length; at++) {
            if (region.intensity[at]) {
                int i = e.i(at);
                int j = e.j(at);
                int k = e.k(at);
                int to = (k * size[1] + j) * size[0] + i;
                double off = (region.intensities[at] - statistics.mean) / deviation;
                mask[to] = 1;
                deviations[to] = off;
                squares[to] = off * off;
            }
        }
        double[] sums = pairSums(size, mask, deviations, squares, inverseDistances(e, size));
        double n = sample.length;
        values.put(Feature.MORPH_MORAN_I, sums[1] / sums[0]);
        values.put(Feature.MORPH_GEARY_C, (n - 1) / n * (sums[2] - sums[1]) / sums[0]);
    }

    private static double[] inverseDistances(Extent e, int[] size) {
        var weights = new double[size[0] * size[1] * size[2]];
        int at = 0;
        for (int k = 0; k < size[2]; k++) {
            double z = Math.min(k, size[2] - k) * e.dz();
            for (int j = 0; j < size[1]; j++) {
                double y = Math.min(j, size[1] - j) * e.dy();
                for (int i = 0; i < size[0]; i++) {
                    double x = Math.min(i, size[0] - i) * e.dx();
                    double distance = Math.sqrt(x * x + y * y + z * z);
                    weights[at++] = distance == 0 ? 0 : 1 / distance;
                }
            }
        }
        return weights;
    }

    /** Over pairs: the weights, deviation times deviation, and square of the first. */
    private static double[] pairSums(
            int[] size, double[] mask, double[] deviations, double[] squares, double[] weights) {
        var first = Fourier.transform(size, mask, deviations);
        var second = Fourier.transform(size, squares, weights);
        var sums = new double[3];
        int at = 0;
        for (int k = 0; k < size[2]; k++) {
            int mirrorK = (size[2] - k) % size[2];
            for (int j = 0; j < size[1]; j++) {
                int row = (mirrorK * size[1] + (size[1] - j) % size[1]) * size[0];
                for (int i = 0; i < size[0]; i++) {
                    int mirror = row + (size[0] - i) % size[0];
                    // Two real grids went as one complex grid; its mirror takes them apart.
                    double maskRe = (first.re[at] + first.re[mirror]) / 2;
                    double maskIm = (first.im[at] - first.im[mirror]) / 2;
                    double deviationRe = (first.im[at] + first.im[mirror]) / 2;
                    double deviationIm = (first.re[mirror] - first.re[at]) / 2;
                    double squareRe = (second.re[at] + second.re[mirror]) / 2;
                    double squareIm = (second.im[at] - second.im[mirror]) / 2;
                    double weight = (second.im[at] + second.im[mirror]) / 2;
                    sums[0] += weight * (maskRe * maskRe + maskIm * maskIm);
                    sums[1] += weight * (deviationRe * deviationRe + deviationIm * deviationIm);
                    sums[2] += weight * (maskRe * squareRe + maskIm * squareIm);
                    at++;
                }
            }
        }
        return sums;
    }
}
