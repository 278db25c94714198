// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

/** Thrown when image, mask and settings leave nothing that features could be computed of. */
public final class UnusableRegionException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    UnusableRegionException(Reason reason) {
        super("no features: " + reason);
        this.reason = reason;
    }

    /** What is wrong. */
    public Reason reason() {
        return reason;
    }

    /** Why a region cannot be used. */
    public enum Reason {
        /** Image and mask differ in size, spacing or origin. */
        GRIDS_DIFFER,
        /** No voxel lies in the mask. */
        EMPTY_MASK,
        /** Re-segmentation or the outlier filter left no voxel. */
        EMPTY_AFTER_RESEGMENTATION,
        /** A voxel is not a finite number. */
        NOT_FINITE,
        /** Textures without discretisation need whole intensities from 1. */
        NOT_DISCRETE
    }
}
