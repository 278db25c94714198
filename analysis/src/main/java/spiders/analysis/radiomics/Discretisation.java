// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

/** How intensities become grey levels from 1 (IBSI manual, intensity discretisation). */
public sealed interface Discretisation {

    /** Intensities are levels already. */
    record AsIs() implements Discretisation {}

    /**
     * Bins of one width, the first starting at the lower bound of re-segmentation, else at the
     * region's minimum (code Q3RU).
     *
     * @param width in the image's units, above 0
     */
    record FixedBinSize(double width) implements Discretisation {

        public FixedBinSize {
            if (!(width > 0) || !Double.isFinite(width)) {
                throw new IllegalArgumentException("bin width is not above 0: " + width);
            }
        }
    }

    /**
     * As many bins between the region's minimum and maximum (code K15C).
     *
     * @param bins from 2
     */
    record FixedBinNumber(int bins) implements Discretisation {

        public FixedBinNumber {
            if (bins < 2 || bins > 1_000_000) {
                throw new IllegalArgumentException("bins outside 2 to 1,000,000: " + bins);
            }
        }
    }
}
