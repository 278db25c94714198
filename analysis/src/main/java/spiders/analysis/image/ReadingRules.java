// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.image;

/**
 * How a series is read.
 *
 * @param mostVoxels a volume of more is refused before memory is taken; each takes 4 bytes
 */
public record ReadingRules(IrregularPlanes irregularPlanes, long mostVoxels) {

    /** 268 million, which are 1 GiB. */
    public static final long DEFAULT_VOXELS = 1L << 28;

    public ReadingRules {
        if (mostVoxels < 1 || mostVoxels > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("A limit of %d voxels".formatted(mostVoxels));
        }
    }

    /** Irregular planes are refused, and so is what has more than 268 million voxels. */
    public static ReadingRules strict() {
        return new ReadingRules(IrregularPlanes.REFUSE, DEFAULT_VOXELS);
    }

    /** Irregular planes are resampled. */
    public static ReadingRules resampling() {
        return new ReadingRules(IrregularPlanes.RESAMPLE, DEFAULT_VOXELS);
    }
}
