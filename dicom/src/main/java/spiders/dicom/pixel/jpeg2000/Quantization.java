// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import java.util.List;

/**
 * Step sizes (QCD, QCC; T.800 A.6.4).
 *
 * @param isDerived whether one step size stands for all subbands (T.800 equation E-5)
 * @param steps exponent times 2048 plus mantissa, subband by subband
 */
record Quantization(int guardBits, boolean isDerived, List<Integer> steps) {

    private static final int MANTISSA_BITS = 11;

    Quantization {
        steps = List.copyOf(steps);
    }

    /** How many bands of each component have a step size. */
    boolean covers(int levels) {
        return isDerived || steps.size() >= 3 * levels + 1;
    }

    /** The exponent of a band: 0 for LL, then three a resolution. */
    int exponent(int band) {
        if (isDerived) {
            int resolution = (band + 2) / 3;
            return Math.max((steps.getFirst() >> MANTISSA_BITS) - Math.max(resolution - 1, 0), 0);
        }
        return steps.get(band) >> MANTISSA_BITS;
    }

    int mantissa(int band) {
        return steps.get(isDerived ? 0 : band) & (1 << MANTISSA_BITS) - 1;
    }

    /** The most magnitude bits of a band's coefficients (T.800 equation E-2). */
    int bitPlanes(int band) {
        return guardBits + exponent(band) - 1;
    }

    /** The step size of a band whose nominal range is that many bits (T.800 equation E-3). */
    float step(int band, int rangeBits) {
        double mantissa = 1 + mantissa(band) / (double) (1 << MANTISSA_BITS);
        return (float) Math.scalb(mantissa, rangeBits - exponent(band));
    }
}
