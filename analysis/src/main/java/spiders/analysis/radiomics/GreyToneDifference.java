// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

/** Neighbourhood grey tone difference matrix: a level against the mean of its neighbours. */
final class GreyToneDifference {

    /** What the manual puts in place of an infinite coarseness. */
    private static final double MAX_COARSENESS = 1e6;

    private final LevelGrid grid;

    GreyToneDifference(LevelGrid grid) {
        this.grid = grid;
    }

    void putBySlice(Values values) {
        var averages = new Averages();
        var all = new Matrix(grid.top);
        for (int k = 0; k < grid.extent.nz(); k++) {
            if (grid.voxelsOfSlice(k) > 0) {
                var slice = new Matrix(grid.top);
                count(Settings.Texture.BY_SLICE, k, k + 1, slice);
                averages.add(slice.features());
                all.addAll(slice);
            }
        }
        values.putAll(FeatureFamily.NGTDM, Aggregation.BY_SLICE_2D, averages.means());
        values.putAll(FeatureFamily.NGTDM, Aggregation.SLICES_MERGED_25D, all.features());
    }

    void putByVolume(Values values) {
        var all = new Matrix(grid.top);
        count(Settings.Texture.BY_VOLUME, 0, grid.extent.nz(), all);
        values.putAll(FeatureFamily.NGTDM, Aggregation.BY_VOLUME_3D, all.features());
    }

    private void count(Settings.Texture texture, int firstSlice, int endSlice, Matrix matrix) {
        var extent = grid.extent;
        var neighbours = Offset.neighbours(texture);
        for (int k = firstSlice; k < endSlice; k++) {
            for (int j = 0; j < extent.ny(); j++) {
                for (int i = 0; i < extent.nx(); i++) {
                    int level = grid.levels[extent.index(i, j, k)];
                    if (level == 0) {
                        continue;
                    }
                    int sum = 0;
                    int count = 0;
                    for (var step : neighbours) {
                        int other = grid.at(i + step.di(), j + step.dj(), k + step.dk());
                        sum += other;
                        count += other > 0 ? 1 : 0;
                    }
                    if (count > 0) {
                        matrix.counts[level]++;
                        matrix.differences[level] += Math.abs(level - (double) sum / count);
                    }
                }
            }
        }
    }

    private static final class Matrix {

        private final long[] counts;
        private final double[] differences;

        Matrix(int top) {
            counts = new long[top + 1];
            differences = new double[top + 1];
        }

        void addAll(Matrix other) {
            for (int i = 0; i < counts.length; i++) {
                counts[i] += other.counts[i];
                differences[i] += other.differences[i];
            }
        }

        double[] features() {
            double voxels = 0;
            double total = 0;
            int present = 0;
            for (int i = 0; i < counts.length; i++) {
                voxels += counts[i];
                total += differences[i];
                present += counts[i] > 0 ? 1 : 0;
            }
            double weighted = 0;
            for (int i = 0; i < counts.length; i++) {
                weighted += counts[i] / voxels * differences[i];
            }
            double[] pairs = pairSums(voxels);
            double coarseness = weighted == 0 ? MAX_COARSENESS : 1 / weighted;
            return new double[] {
                Math.min(coarseness, MAX_COARSENESS),
                pairs[0] / (present * (present - 1.0)) * (total / voxels),
                // One level has no busyness and no strength: 0 by the manual.
                present == 1 ? 0 : weighted / pairs[1],
                pairs[2] / voxels,
                total == 0 ? 0 : pairs[3] / total
            };
        }

        /** Sums over pairs of present levels: contrast, busyness, complexity, strength. */
        private double[] pairSums(double voxels) {
            var sums = new double[4];
            for (int i = 1; i < counts.length; i++) {
                for (int j = 1; j < counts.length; j++) {
                    if (counts[i] > 0 && counts[j] > 0) {
                        double p = counts[i] / voxels;
                        double q = counts[j] / voxels;
                        double gap = Math.abs(i - j);
                        sums[0] += p * q * gap * gap;
                        sums[1] += Math.abs(i * p - j * q);
                        sums[2] += gap * (p * differences[i] + q * differences[j]) / (p + q);
                        sums[3] += (p + q) * gap * gap;
                    }
                }
            }
            return sums;
        }
    }
}
