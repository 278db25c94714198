// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

/** Neighbouring grey level dependence matrix: how many neighbours share a voxel's level. */
final class LevelDependence {

    private final LevelGrid grid;

    LevelDependence(LevelGrid grid) {
        this.grid = grid;
    }

    void putBySlice(Values values) {
        var averages = new Averages();
        var all = new LevelCounts();
        for (int k = 0; k < grid.extent.nz(); k++) {
            int voxels = grid.voxelsOfSlice(k);
            if (voxels > 0) {
                var slice = count(Settings.Texture.BY_SLICE, k, k + 1, voxels);
                averages.add(slice.featuresWithEnergy());
                all.addAll(slice);
            }
        }
        put(values, Aggregation.BY_SLICE_2D, averages.means());
        put(values, Aggregation.SLICES_MERGED_25D, all.featuresWithEnergy());
    }

    void putByVolume(Values values) {
        var all = count(Settings.Texture.BY_VOLUME, 0, grid.extent.nz(), grid.voxels());
        put(values, Aggregation.BY_VOLUME_3D, all.featuresWithEnergy());
    }

    private static void put(Values values, Aggregation aggregation, double[] features) {
        values.putAll(FeatureFamily.NGLDM, aggregation, features);
    }

    private LevelCounts count(Settings.Texture texture, int firstSlice, int endSlice, int voxels) {
        var extent = grid.extent;
        var neighbours = Offset.neighbours(texture);
        var counts = new LevelCounts();
        counts.countVoxels(voxels);
        for (int k = firstSlice; k < endSlice; k++) {
            for (int j = 0; j < extent.ny(); j++) {
                for (int i = 0; i < extent.nx(); i++) {
                    int level = grid.levels[extent.index(i, j, k)];
                    if (level > 0) {
                        int alike = 1;
                        for (var step : neighbours) {
                            int other = grid.at(i + step.di(), j + step.dj(), k + step.dk());
                            alike += other == level ? 1 : 0;
                        }
                        counts.add(level, alike);
                    }
                }
            }
        }
        return counts;
    }
}
