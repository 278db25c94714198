// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

import spiders.analysis.radiomics.RegionTooLargeException.Bound;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** Interpolates volumes on a grid, one axis after the other; beyond the border its value holds. */
final class Resampler {

    /** Within so many voxels the influence of a spline's coefficient falls below 1e-12. */
    static final int SPLINE_REACH = 22;

    /** The pole of the cubic B-spline (Unser 1999). */
    private static final double POLE = Math.sqrt(3) - 2;

    /** Between two axes there can be more voxels than before and after: 512 MB at the limit. */
    private static final long MAX_CELLS = 1L << 26;

    /** Of the pole; the next would be below the rounding of any sum with the first. */
    private static final double[] POWERS =
            DoubleStream.iterate(1, power -> power * POLE).limit(32).toArray();

    private final GridAxis[] axes;

    Resampler(GridAxis x, GridAxis y, GridAxis z) {
        axes = new GridAxis[] {x, y, z};
    }

    double[] linear(Volume volume) {
        return interpolate(volume, 1, Resampler::linearWeights);
    }

    double[] cubic(Volume volume) {
        return interpolate(volume, SPLINE_REACH, Resampler::cubicWeights);
    }

    /** Weights of neighbouring voxels for each new position, or of the spline's coefficients. */
    private static final class Weights {

        private final int[] firsts;
        private final double[] values;
        private final int width;
        private final boolean spline;

        Weights(int[] firsts, double[] values, boolean spline) {
            this.firsts = firsts;
            this.values = values;
            this.width = values.length / firsts.length;
            this.spline = spline;
        }
    }

    @FunctionalInterface
    private interface Kernel {
        Weights weights(double[] positions);
    }

    private double[] interpolate(Volume volume, int reach, Kernel kernel) {
        int[] sizes = {volume.x().size(), volume.y().size(), volume.z().size()};
        var low = new int[3];
        var cropped = new int[3];
        var positions = new double[3][];
        for (int a = 0; a < 3; a++) {
            double[] p = axes[a].positions();
            low[a] = Math.max(0, (int) Math.floor(p[0]) - reach);
            int high = Math.min(sizes[a] - 1, (int) Math.ceil(p[p.length - 1]) + reach);
            low[a] = Math.min(low[a], sizes[a] - 1);
            cropped[a] = Math.max(high, low[a]) - low[a] + 1;
            for (int i = 0; i < p.length; i++) {
                p[i] -= low[a];
            }
            positions[a] = p;
        }
        requireBounded(cropped, axes);
        double[] data = crop(volume, low, cropped);
        for (int a = 0; a < 3; a++) {
            data = alongAxis(data, cropped, a, positions[a], kernel);
            cropped[a] = positions[a].length;
        }
        return data;
    }

    /** Refuses what would become too large from one axis to the next, before memory is taken. */
    static void requireBounded(int[] from, GridAxis... to) {
        for (int done = 1; done <= from.length; done++) {
            double cells = 1;
            for (int a = 0; a < from.length; a++) {
                cells *= a < done ? to[a].size() : from[a];
            }
            RegionTooLargeException.require(Bound.INTERPOLATED_VOXELS, (long) cells, MAX_CELLS);
        }
    }

    private static double[] crop(Volume volume, int[] low, int[] size) {
        var data = new double[size[0] * size[1] * size[2]];
        int next = 0;
        for (int k = 0; k < size[2]; k++) {
            for (int j = 0; j < size[1]; j++) {
                volume.row(low[0], size[0], low[1] + j, low[2] + k, data, next);
                next += size[0];
            }
        }
        return data;
    }

    private static double[] alongAxis(
            double[] data, int[] size, int axis, double[] positions, Kernel kernel) {
        int n = size[axis];
        if (isIdentity(positions, n)) {
            return data;
        }
        int stride = axis == 0 ? 1 : axis == 1 ? size[0] : size[0] * size[1];
        int outer = data.length / (n * stride);
        var weights = kernel.weights(positions);
        var result = new double[outer * positions.length * stride];
        var line = new double[n];
        for (int o = 0; o < outer; o++) {
            for (int s = 0; s < stride; s++) {
                int from = o * n * stride + s;
                for (int i = 0; i < n; i++) {
                    line[i] = data[from + i * stride];
                }
                if (weights.spline) {
                    toCoefficients(line);
                }
                int to = o * positions.length * stride + s;
                for (int p = 0; p < positions.length; p++) {
                    result[to + p * stride] = combine(line, weights, p);
                }
            }
        }
        return result;
    }

    private static boolean isIdentity(double[] positions, int n) {
        for (int i = 0; i < positions.length; i++) {
            if (positions[i] != i) {
                return false;
            }
        }
        return positions.length == n;
    }

    private static double combine(double[] line, Weights weights, int position) {
        double sum = 0;
        int n = line.length;
        for (int w = 0; w < weights.width; w++) {
            int index = weights.firsts[position] + w;
            // A spline goes on mirrored about its end voxels, as its coefficients assume.
            int within = weights.spline ? mirrored(index, n) : Math.clamp(index, 0, n - 1);
            sum += weights.values[position * weights.width + w] * line[within];
        }
        return sum;
    }

    private static int mirrored(int index, int n) {
        if (n == 1) {
            return 0;
        }
        int period = 2 * (n - 1);
        int folded = Math.floorMod(index, period);
        return folded < n ? folded : period - folded;
    }

    private static Weights linearWeights(double[] positions) {
        var firsts = new int[positions.length];
        var values = new double[2 * positions.length];
        for (int i = 0; i < positions.length; i++) {
            firsts[i] = (int) Math.floor(positions[i]);
            double t = positions[i] - firsts[i];
            values[2 * i] = 1 - t;
            values[2 * i + 1] = t;
        }
        return new Weights(firsts, values, false);
    }

    private static Weights cubicWeights(double[] positions) {
        var firsts = new int[positions.length];
        var values = new double[4 * positions.length];
        for (int i = 0; i < positions.length; i++) {
            int cell = (int) Math.floor(positions[i]);
            double t = positions[i] - cell;
            firsts[i] = cell - 1;
            values[4 * i] = (1 - t) * (1 - t) * (1 - t) / 6;
            values[4 * i + 1] = (4 - 6 * t * t + 3 * t * t * t) / 6;
            values[4 * i + 2] = (1 + 3 * t + 3 * t * t - 3 * t * t * t) / 6;
            values[4 * i + 3] = t * t * t / 6;
        }
        return new Weights(firsts, values, true);
    }

    /** Turns samples into B-spline coefficients in place, mirrored about both ends. */
    private static void toCoefficients(double[] line) {
        int n = line.length;
        if (n == 1) {
            return;
        }
        double[] samples = Arrays.copyOf(line, n);
        double gain = 6;
        int period = 2 * (n - 1);
        double first = samples[0] + power(n - 1) * samples[n - 1];
        for (int i = 1; i < n - 1; i++) {
            first += (power(i) + power(period - i)) * samples[i];
        }
        line[0] = gain * first / (1 - power(period));
        for (int i = 1; i < n; i++) {
            line[i] = gain * samples[i] + POLE * line[i - 1];
        }
        line[n - 1] = POLE / (POLE * POLE - 1) * (line[n - 1] + POLE * line[n - 2]);
        for (int i = n - 2; i >= 0; i--) {
            line[i] = POLE * (line[i + 1] - line[i]);
        }
    }

    private static double power(int exponent) {
        return exponent < POWERS.length ? POWERS[exponent] : 0;
    }
}
