// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

import java.util.List;

/**
 * A convolutional filter of IBSI 2 (arXiv:2006.05470), applied to the prepared image before its
 * features are computed.
 *
 * <p>Beyond its border the image goes on mirrored, the border voxel repeated. Masks are those of
 * the image before the filter.
 */
public sealed interface ImageFilter {

    /** The image as it is. */
    record None() implements ImageFilter {}

    /**
     * The mean of a square or cube (code S60F).
     *
     * @param support voxels along each axis, odd, 3 to 101
     */
    record Mean(int support, Settings.Texture space) implements ImageFilter {

        public Mean {
            require(support % 2 == 1 && support >= 3 && support <= 101, "support");
        }
    }

    /**
     * Laplacian of Gaussian, cut off at four standard deviations (code L6PA).
     *
     * @param sigmaMm above 0, at most 50
     */
    record LaplacianOfGaussian(double sigmaMm, Settings.Texture space) implements ImageFilter {

        static final double TRUNCATION = 4;

        public LaplacianOfGaussian {
            require(sigmaMm > 0 && sigmaMm <= 50, "sigma");
        }
    }

    /**
     * Laws kernels, one an axis from x, largest response of all right-angled rotations (code JTXT).
     *
     * @param kernels two in the slice or three in space
     * @param energyDistance over which Chebyshev distance magnitudes are averaged to texture energy
     *     (code PQSD), 1 to 50, or 0 for the response itself
     */
    record Laws(List<LawsKernel> kernels, int energyDistance) implements ImageFilter {

        public Laws {
            kernels = List.copyOf(kernels);
            require(kernels.size() == 2 || kernels.size() == 3, "kernels");
            require(energyDistance >= 0 && energyDistance <= 50, "energy distance");
        }
    }

    /**
     * Modulus of Gabor kernels in the slice, averaged over orientations; in space also over the
     * three planes through the axes (code Q88H).
     *
     * @param sigmaMm of the Gaussian along the wave, above 0, at most 50
     * @param wavelengthMm above 0
     * @param gamma how many times narrower the Gaussian is across the wave, 0.1 to 10
     * @param orientations evenly over half a turn, 1 to 32
     */
    record Gabor(
            double sigmaMm,
            double wavelengthMm,
            double gamma,
            int orientations,
            Settings.Texture space)
            implements ImageFilter {

        static final double TRUNCATION = 4;

        public Gabor {
            require(sigmaMm > 0 && sigmaMm <= 50, "sigma");
            require(wavelengthMm > 0 && wavelengthMm <= 1000, "wavelength");
            require(gamma >= 0.1 && gamma <= 10, "gamma");
            require(orientations >= 1 && orientations <= 32, "orientations");
        }

        /** How far the kernel reaches, mm. */
        double reachMm() {
            return TRUNCATION * Math.max(sigmaMm, sigmaMm / gamma);
        }
    }

    /**
     * A sub-band of the undecimated separable wavelet Daubechies 2 at its first level, in space,
     * averaged over all right-angled rotations where wished. Of other wavelets, levels and of
     * slices no reference is at hand.
     *
     * @param bands one an axis from x: low, high, low has reference maps of its own, the others are
     *     of the same two kernels
     * @param isRotationInvariant whether it is averaged over the 24 rotations
     */
    record Wavelet(List<WaveletBand> bands, boolean isRotationInvariant) implements ImageFilter {

        public Wavelet {
            bands = List.copyOf(bands);
            require(bands.size() == 3, "bands");
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what + " is outside of its bounds");
        }
    }
}
