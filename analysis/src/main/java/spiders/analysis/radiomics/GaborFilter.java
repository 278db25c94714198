// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

import spiders.analysis.radiomics.Region.Extent;
import spiders.analysis.radiomics.RegionTooLargeException.Bound;

/** Gabor filters of one plane through the axes, for all parallel planes at once. */
final class GaborFilter {

    /** Ten arrays of numbers are held at once: 640 MB at the limit. */
    private static final long MAX_CELLS = 1L << 23;

    /** The two axes of the plane; the third is left alone. */
    private static final int[][] PLANES = {{0, 1}, {0, 2}, {1, 2}};

    private final ImageFilter.Gabor filter;
    private final int[] plane;
    private final int[] inner;
    private final double[] spacing;
    private final int[] reach = new int[3];
    private final int[] size = new int[3];

    private GaborFilter(ImageFilter.Gabor filter, Extent extent, int[] plane) {
        this.filter = filter;
        this.plane = plane;
        inner = new int[] {extent.nx(), extent.ny(), extent.nz()};
        spacing = new double[] {extent.dx(), extent.dy(), extent.dz()};
        long cells = 1;
        for (int axis = 0; axis < 3; axis++) {
            boolean filtered = axis == plane[0] || axis == plane[1];
            double wide = filtered ? Math.floor(filter.reachMm() / spacing[axis] + 0.5) : 0;
            RegionTooLargeException.require(Bound.FILTER_REACH, (long) wide, 1_000);
            reach[axis] = (int) wide;
            size[axis] = inner[axis] + 2 * reach[axis];
            size[axis] = filtered ? Fourier.size(size[axis]) : size[axis];
            cells *= size[axis];
        }
        RegionTooLargeException.require(Bound.FILTER_CELLS, cells, MAX_CELLS);
    }

    static double[] apply(
            ImageFilter.Gabor filter, Extent extent, Boundary boundary, double[] values) {
        int planes = filter.space() == Settings.Texture.BY_VOLUME ? 3 : 1;
        var sum = new double[values.length];
        for (int p = 0; p < planes; p++) {
            new GaborFilter(filter, extent, PLANES[p]).addModuli(boundary, values, sum);
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] /= planes * filter.orientations();
        }
        return sum;
    }

    private void addModuli(Boundary boundary, double[] values, double[] sum) {
        int cells = size[0] * size[1] * size[2];
        var image = Fourier.transform(size, padded(boundary, values), new double[cells], plane);
        int[] flat = {1, 1, 1};
        flat[plane[0]] = size[plane[0]];
        flat[plane[1]] = size[plane[1]];
        for (int n = 0; n < filter.orientations(); n++) {
            var kernel = kernel(flat, Math.PI * n / filter.orientations());
            var re = new double[cells];
            var im = new double[cells];
            for (int at = 0; at < cells; at++) {
                int k = flatIndex(flat, at);
                re[at] = image.re[at] * kernel.re[k] - image.im[at] * kernel.im[k];
                im[at] = image.re[at] * kernel.im[k] + image.im[at] * kernel.re[k];
            }
            // Real and imaginary parts exchanged before and after make the transform inverse.
            var response = Fourier.transform(size, im, re, plane);
            addModulus(response, (double) flat[plane[0]] * flat[plane[1]], sum);
        }
    }

    private double[] padded(Boundary boundary, double[] values) {
        var padded = new double[size[0] * size[1] * size[2]];
        int at = 0;
        for (int k = 0; k < size[2]; k++) {
            int z = boundary.within(k - reach[2], inner[2]);
            for (int j = 0; j < size[1]; j++) {
                int y = boundary.within(j - reach[1], inner[1]);
                for (int i = 0; i < size[0]; i++) {
                    int x = boundary.within(i - reach[0], inner[0]);
                    boolean empty = x < 0 || y < 0 || z < 0;
                    padded[at++] = empty ? 0 : values[(z * inner[1] + y) * inner[0] + x];
                }
            }
        }
        return padded;
    }

    /** Its centre at the first cell, what lies before it at the end. */
    private Fourier.Spectrum kernel(int[] flat, double angle) {
        int a = plane[0];
        int b = plane[1];
        var re = new double[flat[a] * flat[b]];
        var im = new double[flat[a] * flat[b]];
        double spread = 2 * filter.sigmaMm() * filter.sigmaMm();
        for (int v = -reach[b]; v <= reach[b]; v++) {
            for (int u = -reach[a]; u <= reach[a]; u++) {
                double x = u * spacing[a];
                double y = v * spacing[b];
                double along = x * Math.cos(angle) + y * Math.sin(angle);
                double across = (y * Math.cos(angle) - x * Math.sin(angle)) * filter.gamma();
                double height = Math.exp(-(along * along + across * across) / spread);
                double phase = 2 * Math.PI * along / filter.wavelengthMm();
                int at = Math.floorMod(v, flat[b]) * flat[a] + Math.floorMod(u, flat[a]);
                re[at] = height * Math.cos(phase);
                im[at] = height * Math.sin(phase);
            }
        }
        return Fourier.transform(flat, re, im, plane);
    }

    private int flatIndex(int[] flat, int at) {
        int i = flat[0] == 1 ? 0 : at % size[0];
        int j = flat[1] == 1 ? 0 : at / size[0] % size[1];
        int k = flat[2] == 1 ? 0 : at / (size[0] * size[1]);
        return (k * flat[1] + j) * flat[0] + i;
    }

    private void addModulus(Fourier.Spectrum response, double scale, double[] sum) {
        int to = 0;
        for (int k = 0; k < inner[2]; k++) {
            for (int j = 0; j < inner[1]; j++) {
                int from = ((k + reach[2]) * size[1] + j + reach[1]) * size[0] + reach[0];
                for (int i = 0; i < inner[0]; i++) {
                    double re = response.re[from + i];
                    double im = response.im[from + i];
                    sum[to++] += Math.sqrt(re * re + im * im) / scale;
                }
            }
        }
    }
}
