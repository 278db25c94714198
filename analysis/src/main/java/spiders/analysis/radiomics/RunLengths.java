// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

import java.util.ArrayList;
import java.util.List;

/** Grey level run length matrices: stretches of one level along a direction. */
final class RunLengths {

    private final LevelGrid grid;

    RunLengths(LevelGrid grid) {
        this.grid = grid;
    }

    void putBySlice(Values values) {
        List<Offset> directions = Offset.directions(Settings.Texture.BY_SLICE);
        var each = new Averages();
        var slices = new Averages();
        var merged = new ArrayList<LevelCounts>();
        directions.forEach(d -> merged.add(new LevelCounts()));
        for (int k = 0; k < grid.extent.nz(); k++) {
            int voxels = grid.voxelsOfSlice(k);
            if (voxels == 0) {
                continue;
            }
            var slice = new LevelCounts();
            for (int d = 0; d < directions.size(); d++) {
                var one = new LevelCounts();
                count(directions.get(d), k, k + 1, one);
                one.countVoxels(voxels);
                each.add(one.features());
                merged.get(d).addAll(one);
                slice.addAll(one);
            }
            slices.add(slice.features());
        }
        put(values, Aggregation.AVERAGED_2D, each.means());
        put(values, Aggregation.SLICE_MERGED_2D, slices.means());
        putMerged(values, merged, Aggregation.DIRECTION_MERGED_25D, Aggregation.MERGED_25D);
    }

    void putByVolume(Values values) {
        var merged = new ArrayList<LevelCounts>();
        int voxels = grid.voxels();
        for (var direction : Offset.directions(Settings.Texture.BY_VOLUME)) {
            var one = new LevelCounts();
            count(direction, 0, grid.extent.nz(), one);
            one.countVoxels(voxels);
            merged.add(one);
        }
        putMerged(values, merged, Aggregation.AVERAGED_3D, Aggregation.MERGED_3D);
    }

    private static void putMerged(
            Values values, List<LevelCounts> directions, Aggregation averaged, Aggregation merged) {
        var averages = new Averages();
        var all = new LevelCounts();
        for (var direction : directions) {
            averages.add(direction.features());
            all.addAll(direction);
        }
        put(values, averaged, averages.means());
        put(values, merged, all.features());
    }

    private static void put(Values values, Aggregation aggregation, double[] features) {
        values.putAll(FeatureFamily.GLRLM, aggregation, features);
    }

    private void count(Offset d, int firstSlice, int endSlice, LevelCounts counts) {
        var extent = grid.extent;
        for (int k = firstSlice; k < endSlice; k++) {
            for (int j = 0; j < extent.ny(); j++) {
                for (int i = 0; i < extent.nx(); i++) {
                    int level = grid.levels[extent.index(i, j, k)];
                    boolean starts = grid.at(i - d.di(), j - d.dj(), k - d.dk()) != level;
                    if (level > 0 && starts) {
                        counts.add(level, length(d, i, j, k, level));
                    }
                }
            }
        }
    }

    private int length(Offset d, int i, int j, int k, int level) {
        int length = 1;
        while (grid.at(i + length * d.di(), j + length * d.dj(), k + length * d.dk()) == level) {
            length++;
        }
        return length;
    }
}
