// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

import java.util.ArrayList;
import java.util.List;

/** A step from a voxel to a neighbour at Chebyshev distance 1. */
record Offset(int di, int dj, int dk) {

    /** All 8 in the slice, or 26 in space. */
    static List<Offset> neighbours(Settings.Texture texture) {
        var found = new ArrayList<Offset>();
        int reach = texture == Settings.Texture.BY_VOLUME ? 1 : 0;
        for (int k = -reach; k <= reach; k++) {
            for (int j = -1; j <= 1; j++) {
                for (int i = -1; i <= 1; i++) {
                    if (i != 0 || j != 0 || k != 0) {
                        found.add(new Offset(i, j, k));
                    }
                }
            }
        }
        return found;
    }

    /** One of each opposite pair: 4 in the slice, 13 in space. */
    static List<Offset> directions(Settings.Texture texture) {
        var all = neighbours(texture);
        return all.subList(all.size() / 2, all.size());
    }
}
