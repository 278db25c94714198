// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

import java.util.List;
import java.util.Set;

/** Grey level size zone and distance zone matrices: connected voxels of one level. */
final class Zones {

    private final LevelGrid grid;
    private final boolean[] morphology;
    private final Set<FeatureFamily> families;

    /** The morphological mask says where the region's border is. */
    Zones(LevelGrid grid, boolean[] morphology, Set<FeatureFamily> families) {
        this.grid = grid;
        this.morphology = morphology;
        this.families = families;
    }

    void putBySlice(Values values) {
        var search = new Search(Settings.Texture.BY_SLICE);
        var sizeAverages = new Averages();
        var distanceAverages = new Averages();
        var allSizes = new LevelCounts();
        var allDistances = new LevelCounts();
        for (int k = 0; k < grid.extent.nz(); k++) {
            int voxels = grid.voxelsOfSlice(k);
            if (voxels > 0) {
                search.run(k, k + 1, voxels);
                sizeAverages.add(search.sizes.features());
                distanceAverages.add(search.distances.features());
                allSizes.addAll(search.sizes);
                allDistances.addAll(search.distances);
            }
        }
        put(values, FeatureFamily.GLSZM, Aggregation.BY_SLICE_2D, sizeAverages.means());
        put(values, FeatureFamily.GLSZM, Aggregation.SLICES_MERGED_25D, allSizes.features());
        put(values, FeatureFamily.GLDZM, Aggregation.BY_SLICE_2D, distanceAverages.means());
        put(values, FeatureFamily.GLDZM, Aggregation.SLICES_MERGED_25D, allDistances.features());
    }

    void putByVolume(Values values) {
        var search = new Search(Settings.Texture.BY_VOLUME);
        search.run(0, grid.extent.nz(), grid.voxels());
        put(values, FeatureFamily.GLSZM, Aggregation.BY_VOLUME_3D, search.sizes.features());
        put(values, FeatureFamily.GLDZM, Aggregation.BY_VOLUME_3D, search.distances.features());
    }

    private void put(
            Values values, FeatureFamily family, Aggregation aggregation, double[] features) {
        if (families.contains(family)) {
            values.putAll(family, aggregation, features);
        }
    }

    /** Finds the zones of some slices by filling them one after the other. */
    private final class Search {

        private final List<Offset> neighbours;
        private final int[] borderDistance;
        private final boolean[] seen = new boolean[grid.levels.length];
        private final int[] stack = new int[grid.levels.length];
        private LevelCounts sizes = new LevelCounts();
        private LevelCounts distances = new LevelCounts();

        Search(Settings.Texture texture) {
            neighbours = Offset.neighbours(texture);
            borderDistance = BorderDistance.of(grid.extent, morphology, texture);
        }

        void run(int firstSlice, int endSlice, int voxels) {
            sizes = new LevelCounts();
            distances = new LevelCounts();
            sizes.countVoxels(voxels);
            distances.countVoxels(voxels);
            int slice = grid.extent.nx() * grid.extent.ny();
            for (int at = firstSlice * slice; at < endSlice * slice; at++) {
                if (grid.levels[at] > 0 && !seen[at]) {
                    fill(at);
                }
            }
        }

        private void fill(int start) {
            int level = grid.levels[start];
            int filled = 0;
            int size = 1;
            int nearest = Integer.MAX_VALUE;
            stack[0] = start;
            seen[start] = true;
            while (filled < size) {
                int at = stack[filled++];
                nearest = Math.min(nearest, borderDistance[at]);
                int i = grid.extent.i(at);
                int j = grid.extent.j(at);
                int k = grid.extent.k(at);
                for (var step : neighbours) {
                    int ni = i + step.di();
                    int nj = j + step.dj();
                    int nk = k + step.dk();
                    if (grid.at(ni, nj, nk) == level) {
                        int next = grid.extent.index(ni, nj, nk);
                        if (!seen[next]) {
                            seen[next] = true;
                            stack[size++] = next;
                        }
                    }
                }
            }
            sizes.add(level, size);
            distances.add(level, nearest);
        }
    }
}
