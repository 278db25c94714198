// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

/**
 * The two kernels of the Daubechies wavelet of two vanishing moments (Daubechies 1988), four taps
 * each, as they decompose: of the undecimated transform at its first level.
 */
public enum WaveletBand {
    /** The scaling function: slow changes stay. */
    LOW,
    /** The wavelet: quick changes stay. */
    HIGH;

    private static final double ROOT = Math.sqrt(3);
    private static final double NORM = 4 * Math.sqrt(2);

    /**
     * Of five taps, the last of which is 0, so that an odd kernel has its middle where the
     * reference response maps of IBSI 2 have that of four taps.
     */
    double[] values(boolean mirrored) {
        double[] low = {
            (1 - ROOT) / NORM, (3 - ROOT) / NORM, (3 + ROOT) / NORM, (1 + ROOT) / NORM, 0
        };
        var kernel = new double[low.length];
        for (int i = 0; i < low.length - 1; i++) {
            // The high-pass kernel is the low-pass one turned about, with alternating signs.
            kernel[i] = this == LOW ? low[i] : (i % 2 == 0 ? -1 : 1) * low[low.length - 2 - i];
        }
        if (!mirrored) {
            return kernel;
        }
        var turned = new double[kernel.length];
        for (int i = 0; i < kernel.length; i++) {
            turned[i] = kernel[kernel.length - 1 - i];
        }
        return turned;
    }
}
