// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

import spiders.analysis.radiomics.Region.Extent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Applies the filters of IBSI 2 to a grid. */
final class Filtering {

    private static final int MAX_REACH = 1_000;

    private final Extent extent;
    private final Boundary boundary;
    private final Convolution convolution;

    Filtering(Extent extent, Boundary boundary) {
        this.extent = extent;
        this.boundary = boundary;
        convolution = new Convolution(extent, boundary);
    }

    /** How far from a voxel its response looks, in mm, on a grid of a spacing. */
    static double reachMm(ImageFilter filter, double spacing) {
        return switch (filter) {
            case ImageFilter.None() -> 0;
            case ImageFilter.Mean(int support, var space) -> support / 2.0 * spacing;
            case ImageFilter.LaplacianOfGaussian(double sigma, var space) ->
                    ImageFilter.LaplacianOfGaussian.TRUNCATION * sigma + spacing;
            case ImageFilter.Laws(var kernels, int distance) -> (2 + distance) * spacing;
            case ImageFilter.Gabor gabor -> gabor.reachMm() + spacing;
            case ImageFilter.Wavelet _ -> 2 * spacing;
        };
    }

    double[] apply(ImageFilter filter, double[] values) {
        return switch (filter) {
            case ImageFilter.None() -> values;
            case ImageFilter.Mean(int support, var space) -> mean(values, support, axes(space));
            case ImageFilter.LaplacianOfGaussian(double sigma, var space) ->
                    laplacian(values, sigma, axes(space));
            case ImageFilter.Laws laws -> laws(values, laws);
            case ImageFilter.Gabor gabor -> GaborFilter.apply(gabor, extent, boundary, values);
            case ImageFilter.Wavelet(var bands, boolean isInvariant) ->
                    wavelet(values, bands, isInvariant);
        };
    }

    private static int axes(Settings.Texture space) {
        return space == Settings.Texture.BY_VOLUME ? 3 : 2;
    }

    private double[] mean(double[] values, int support, int axes) {
        var kernel = new double[support];
        Arrays.fill(kernel, 1.0 / support);
        double[] result = values;
        for (int axis = 0; axis < axes; axis++) {
            result = convolution.along(axis, kernel, result);
        }
        return result;
    }

    /** A sum over axes of second derivatives along one and Gaussians along the others. */
    private double[] laplacian(double[] values, double sigmaMm, int axes) {
        double[] spacing = {extent.dx(), extent.dy(), extent.dz()};
        var sum = new double[values.length];
        for (int second = 0; second < axes; second++) {
            double[] term = values;
            for (int axis = 0; axis < axes; axis++) {
                double[] kernel = gaussian(sigmaMm / spacing[axis], axis == second);
                term = convolution.along(axis, kernel, term);
            }
            for (int i = 0; i < sum.length; i++) {
                sum[i] += term[i];
            }
        }
        return sum;
    }

    private static double[] gaussian(double sigma, boolean secondDerivative) {
        double wide = Math.floor(ImageFilter.LaplacianOfGaussian.TRUNCATION * sigma + 0.5);
        RegionTooLargeException.require(
                RegionTooLargeException.Bound.FILTER_REACH, (long) wide, MAX_REACH);
        int reach = (int) wide;
        var kernel = new double[2 * reach + 1];
        for (int i = -reach; i <= reach; i++) {
            double u = i / sigma;
            double value = Math.exp(-u * u / 2) / (Math.sqrt(2 * Math.PI) * sigma);
            kernel[i + reach] = secondDerivative ? value * (u * u - 1) / (sigma * sigma) : value;
        }
        return kernel;
    }

    private double[] laws(double[] values, ImageFilter.Laws laws) {
        double[] largest = new double[0];
        for (var rotation : rotations(laws.kernels().size())) {
            double[] response = values;
            for (int axis = 0; axis < rotation.size(); axis++) {
                int signed = rotation.get(axis);
                var kernel = laws.kernels().get(Math.abs(signed) - 1);
                response = convolution.along(axis, kernel.values(signed < 0), response);
            }
            if (largest.length == 0) {
                largest = response.clone();
            }
            for (int i = 0; i < largest.length; i++) {
                largest[i] = Math.max(largest[i], response[i]);
            }
        }
        if (laws.energyDistance() == 0) {
            return largest;
        }
        for (int i = 0; i < largest.length; i++) {
            largest[i] = Math.abs(largest[i]);
        }
        return mean(largest, 2 * laws.energyDistance() + 1, laws.kernels().size());
    }

    private double[] wavelet(double[] values, List<WaveletBand> bands, boolean isInvariant) {
        var rotations = isInvariant ? rotations(bands.size()) : List.of(List.of(1, 2, 3));
        var mean = new double[values.length];
        for (var rotation : rotations) {
            double[] response = values;
            for (int axis = 0; axis < rotation.size(); axis++) {
                int signed = rotation.get(axis);
                var band = bands.get(Math.abs(signed) - 1);
                response = convolution.along(axis, band.values(signed < 0), response);
            }
            for (int i = 0; i < mean.length; i++) {
                mean[i] += response[i] / rotations.size();
            }
        }
        return mean;
    }

    /**
     * The rotations by right angles, 4 or 24: for each axis which kernel, from 1, comes to lie on
     * it, negative where turned about.
     */
    static List<List<Integer>> rotations(int axes) {
        var found = new ArrayList<List<Integer>>();
        for (var order : orders(axes)) {
            for (int signs = 0; signs < 1 << axes; signs++) {
                var rotation = new ArrayList<Integer>();
                for (int axis = 0; axis < axes; axis++) {
                    int kernel = order.get(axis) + 1;
                    rotation.add((signs >> axis & 1) == 1 ? -kernel : kernel);
                }
                // A rotation has determinant 1: swaps and turns together are even.
                if ((swaps(order) + Integer.bitCount(signs)) % 2 == 0) {
                    found.add(rotation);
                }
            }
        }
        return found;
    }

    private static List<List<Integer>> orders(int axes) {
        return axes == 2
                ? List.of(List.of(0, 1), List.of(1, 0))
                : List.of(
                        List.of(0, 1, 2),
                        List.of(0, 2, 1),
                        List.of(1, 0, 2),
                        List.of(1, 2, 0),
                        List.of(2, 0, 1),
                        List.of(2, 1, 0));
    }

    private static int swaps(List<Integer> order) {
        int swaps = 0;
        for (int i = 0; i < order.size(); i++) {
            for (int j = i + 1; j < order.size(); j++) {
                swaps += order.get(i) > order.get(j) ? 1 : 0;
            }
        }
        return swaps;
    }
}
