// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

/** To which grid image and mask are brought; centres of old and new grid coincide. */
public sealed interface Interpolation {

    /** The grid of the image stays. */
    record None() implements Interpolation {}

    /**
     * A grid of other spacing in all axes; the mask is interpolated linearly and keeps what is at
     * least half covered.
     *
     * @param spacing mm, above 0
     * @param method for intensities
     * @param wholeIntensities whether intensities are rounded afterwards, as for CT
     */
    record InVolume(double spacing, Method method, boolean wholeIntensities)
            implements Interpolation {

        public InVolume {
            requireLength(spacing);
        }
    }

    /** The same within slices: their distance stays. */
    record InSlices(double spacing, Method method, boolean wholeIntensities)
            implements Interpolation {

        public InSlices {
            requireLength(spacing);
        }
    }

    /** How intensities between centres are found. */
    enum Method {
        LINEAR,
        /** Cubic B-spline through the centres. */
        CUBIC_SPLINE
    }

    private static void requireLength(double spacing) {
        if (!(spacing > 0) || !Double.isFinite(spacing)) {
            throw new IllegalArgumentException("spacing is not above 0: " + spacing);
        }
    }
}
