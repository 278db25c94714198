// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.bolus;

/**
 * How a bolus fits the skin; everything is measured on its mesh, by exact distances to the skin and
 * weighted by area. Left out is what is within one and a half steps of the border of the region,
 * where its walls are; a number of which nothing is left is not a number (NaN).
 *
 * @param volume cubic millimetres
 * @param contactArea of what lies on the skin; square millimetres
 * @param contactGap the mean distance of that to the skin
 * @param thickness the mean distance of the outer side to the skin
 * @param thicknessError the mean of how far that distance is from the thickness asked for
 * @param thinnest the first percentile of that distance
 * @param overlap how deep the mesh is in the body at most; 0 if it is not
 */
public record BolusFit(
        double volume,
        double contactArea,
        double contactGap,
        double thickness,
        double thicknessError,
        double thinnest,
        double overlap) {}
