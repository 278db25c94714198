// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

/**
 * The box around a region after preparation: intensities, both masks, and a margin of image.
 *
 * <p>Arrays run x fastest. The intensity mask is a part of the morphological one.
 */
final class Region {

    final Extent extent;
    final double[] intensities;
    final boolean[] morphology;
    final boolean[] intensity;
    final Resegmentation resegmentation;

    Region(
            Extent extent,
            double[] intensities,
            boolean[] morphology,
            boolean[] intensity,
            Resegmentation resegmentation) {
        this.extent = extent;
        this.intensities = intensities;
        this.morphology = morphology;
        this.intensity = intensity;
        this.resegmentation = resegmentation;
    }

    /** Voxels and spacing of the box; positions in it count from its first voxel. */
    record Extent(int nx, int ny, int nz, double dx, double dy, double dz) {

        int size() {
            return nx * ny * nz;
        }

        int index(int i, int j, int k) {
            return (k * ny + j) * nx + i;
        }

        /** The first index of a place in the arrays. */
        int i(int at) {
            return at % nx;
        }

        /** The second. */
        int j(int at) {
            return at / nx % ny;
        }

        /** The third: the slice. */
        int k(int at) {
            return at / (nx * ny);
        }

        boolean contains(int i, int j, int k) {
            return i >= 0 && j >= 0 && k >= 0 && i < nx && j < ny && k < nz;
        }
    }

    /** Intensities of the intensity mask, in the order of the grid. */
    double[] sample() {
        int count = 0;
        for (boolean in : intensity) {
            count += in ? 1 : 0;
        }
        var sample = new double[count];
        int next = 0;
        for (int i = 0; i < intensity.length; i++) {
            if (intensity[i]) {
                sample[next++] = intensities[i];
            }
        }
        return sample;
    }

    /** The same without margin: the box of the morphological mask. */
    Region tight() {
        int[] low = {extent.nx, extent.ny, extent.nz};
        int[] high = {-1, -1, -1};
        for (int k = 0; k < extent.nz; k++) {
            for (int j = 0; j < extent.ny; j++) {
                for (int i = 0; i < extent.nx; i++) {
                    if (morphology[extent.index(i, j, k)]) {
                        low[0] = Math.min(low[0], i);
                        low[1] = Math.min(low[1], j);
                        low[2] = Math.min(low[2], k);
                        high[0] = Math.max(high[0], i);
                        high[1] = Math.max(high[1], j);
                        high[2] = Math.max(high[2], k);
                    }
                }
            }
        }
        var tight =
                new Extent(
                        high[0] - low[0] + 1,
                        high[1] - low[1] + 1,
                        high[2] - low[2] + 1,
                        extent.dx,
                        extent.dy,
                        extent.dz);
        return cut(tight, low);
    }

    private Region cut(Extent tight, int[] low) {
        var values = new double[tight.size()];
        var morphologyCut = new boolean[tight.size()];
        var intensityCut = new boolean[tight.size()];
        int next = 0;
        for (int k = 0; k < tight.nz; k++) {
            for (int j = 0; j < tight.ny; j++) {
                for (int i = 0; i < tight.nx; i++) {
                    int from = extent.index(low[0] + i, low[1] + j, low[2] + k);
                    values[next] = intensities[from];
                    morphologyCut[next] = morphology[from];
                    intensityCut[next++] = intensity[from];
                }
            }
        }
        return new Region(tight, values, morphologyCut, intensityCut, resegmentation);
    }
}
