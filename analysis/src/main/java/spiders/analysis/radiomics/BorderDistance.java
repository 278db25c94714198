// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

import spiders.analysis.radiomics.Region.Extent;

import java.util.Arrays;

/** How many steps to faces' neighbours lead out of a mask: 1 at its border. */
final class BorderDistance {

    private final Extent extent;
    private final int[] distance;
    private final boolean acrossSlices;

    private BorderDistance(Extent extent, int[] distance, boolean acrossSlices) {
        this.extent = extent;
        this.distance = distance;
        this.acrossSlices = acrossSlices;
    }

    /** By slice, 4 neighbours count; by volume, 6. What is beyond the box is outside. */
    static int[] of(Extent extent, boolean[] mask, Settings.Texture texture) {
        var distance = new int[mask.length];
        Arrays.setAll(distance, i -> mask[i] ? Integer.MAX_VALUE : 0);
        var map = new BorderDistance(extent, distance, texture == Settings.Texture.BY_VOLUME);
        map.pass(-1);
        map.pass(1);
        return distance;
    }

    /** City-block distances are exact after one pass each way (Rosenfeld and Pfaltz 1968). */
    private void pass(int side) {
        int last = distance.length - 1;
        for (int n = 0; n <= last; n++) {
            int at = side < 0 ? n : last - n;
            if (distance[at] > 0) {
                int i = extent.i(at);
                int j = extent.j(at);
                int k = extent.k(at);
                int nearest = Math.min(at(i + side, j, k), at(i, j + side, k));
                if (acrossSlices) {
                    nearest = Math.min(nearest, at(i, j, k + side));
                }
                if (nearest < distance[at] - 1) {
                    distance[at] = nearest + 1;
                }
            }
        }
    }

    private int at(int i, int j, int k) {
        return extent.contains(i, j, k) ? distance[extent.index(i, j, k)] : 0;
    }
}
