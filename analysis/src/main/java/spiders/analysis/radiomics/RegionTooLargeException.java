// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

/** Thrown before memory is taken for more than a computation allows itself. */
public final class RegionTooLargeException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final Bound bound;
    private final long size;
    private final long limit;

    RegionTooLargeException(Bound bound, long size, long limit) {
        super("%s: %d above the limit of %d".formatted(bound, size, limit));
        this.bound = bound;
        this.size = size;
        this.limit = limit;
    }

    static void require(Bound bound, long size, long limit) {
        if (size > limit) {
            throw new RegionTooLargeException(bound, size, limit);
        }
    }

    /** What there is too much of. */
    public Bound bound() {
        return bound;
    }

    /** How much there is. */
    public long size() {
        return size;
    }

    /** How much is allowed. */
    public long limit() {
        return limit;
    }

    /** What is bounded. */
    public enum Bound {
        /** Voxels of a volume as given. */
        VOLUME_VOXELS,
        /** Voxels of the interpolated box around the region. */
        REGION_VOXELS,
        /** Voxels between two axes of an interpolation. */
        INTERPOLATED_VOXELS,
        /** Grey levels of a texture matrix. */
        GREY_LEVELS,
        /** Levels of the intensity-volume histogram. */
        HISTOGRAM_LEVELS,
        /** Cells of the transform behind Moran's I and Geary's C. */
        AUTOCORRELATION_CELLS,
        /** Voxels that a filter's kernel reaches to each side. */
        FILTER_REACH,
        /** Cells of the transform behind a Gabor filter. */
        FILTER_CELLS
    }
}
