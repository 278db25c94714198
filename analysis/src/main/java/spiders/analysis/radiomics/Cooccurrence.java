// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

import java.util.Arrays;
import java.util.List;

/** Grey level co-occurrence matrices, symmetric, of neighbours at distance 1. */
final class Cooccurrence {

    private final LevelGrid grid;

    Cooccurrence(LevelGrid grid) {
        this.grid = grid;
    }

    void putBySlice(Values values) {
        List<Offset> directions = Offset.directions(Settings.Texture.BY_SLICE);
        var each = new Averages();
        var slices = new Averages();
        var direction = new int[directions.size()][grid.top * grid.top];
        for (int k = 0; k < grid.extent.nz(); k++) {
            if (grid.voxelsOfSlice(k) == 0) {
                continue;
            }
            var slice = new int[grid.top * grid.top];
            for (int d = 0; d < direction.length; d++) {
                var one = new int[grid.top * grid.top];
                count(directions.get(d), k, k + 1, one);
                each.add(features(one));
                add(one, direction[d]);
                add(one, slice);
            }
            slices.add(features(slice));
        }
        put(values, Aggregation.AVERAGED_2D, each.means());
        put(values, Aggregation.SLICE_MERGED_2D, slices.means());
        putMerged(values, direction, Aggregation.DIRECTION_MERGED_25D, Aggregation.MERGED_25D);
    }

    void putByVolume(Values values) {
        List<Offset> directions = Offset.directions(Settings.Texture.BY_VOLUME);
        var direction = new int[directions.size()][grid.top * grid.top];
        for (int d = 0; d < direction.length; d++) {
            count(directions.get(d), 0, grid.extent.nz(), direction[d]);
        }
        putMerged(values, direction, Aggregation.AVERAGED_3D, Aggregation.MERGED_3D);
    }

    private void putMerged(
            Values values, int[][] directions, Aggregation averaged, Aggregation merged) {
        var averages = new Averages();
        var all = new int[grid.top * grid.top];
        for (int[] direction : directions) {
            averages.add(features(direction));
            add(direction, all);
        }
        put(values, averaged, averages.means());
        put(values, merged, features(all));
    }

    private static void put(Values values, Aggregation aggregation, double[] features) {
        values.putAll(FeatureFamily.GLCM, aggregation, features);
    }

    private static void add(int[] from, int[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] += from[i];
        }
    }

    private void count(Offset d, int firstSlice, int endSlice, int[] counts) {
        var extent = grid.extent;
        int shift = extent.index(d.di(), d.dj(), d.dk());
        int lastSlice = Math.min(endSlice, extent.nz() - d.dk());
        for (int k = firstSlice; k < lastSlice; k++) {
            for (int j = Math.max(0, -d.dj()); j < extent.ny() - Math.max(0, d.dj()); j++) {
                int end = extent.index(extent.nx() - Math.max(0, d.di()), j, k);
                for (int at = extent.index(Math.max(0, -d.di()), j, k); at < end; at++) {
                    int a = grid.levels[at];
                    int b = grid.levels[at + shift];
                    if (a > 0 && b > 0) {
                        counts[(a - 1) * grid.top + b - 1]++;
                    }
                }
            }
        }
    }

    private double[] features(int[] counts) {
        long pairs = 0;
        for (int count : counts) {
            pairs += count;
        }
        if (pairs == 0) {
            var none = new double[25];
            Arrays.fill(none, Double.NaN);
            return none;
        }
        return new CooccurrenceFeatures(counts, grid.top, pairs).values();
    }
}
