// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.contour;

/**
 * How much a structure set may hold.
 *
 * @param rois how many regions of interest
 * @param contours how many contours in all
 * @param points how many points in all
 */
public record StructureSetLimits(int rois, int contours, long points) {

    private static final StructureSetLimits DEFAULTS =
            new StructureSetLimits(4_096, 500_000, 20_000_000);

    /** 4 096 ROIs, half a million contours, 20 million points: half a gigabyte. */
    public static StructureSetLimits defaults() {
        return DEFAULTS;
    }
}
