// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.geometry;

/**
 * A region with the thickness it stands for.
 *
 * @param position where its plane stands
 * @param from where it begins, at or below its plane
 * @param to where it ends, at or above its plane
 * @param isFilled whether the region was interpolated, not drawn
 */
public record Slab(Region region, double position, double from, double to, boolean isFilled) {

    public double thickness() {
        return to - from;
    }
}
