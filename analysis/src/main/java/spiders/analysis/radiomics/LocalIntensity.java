// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

/** Local and global intensity peak: the highest mean within a sphere of 1 cm³. */
final class LocalIntensity {

    private static final double RADIUS_MM = 10 * Math.cbrt(3 / (4 * Math.PI));

    private final Region region;

    /** Sums along x, one longer than a row, so that a chord of the sphere costs one difference. */
    private final double[] sums;

    private final int reachY;
    private final int reachZ;

    /** Half the sphere's chords along x by their offsets in y and z, in voxels; below 0 outside. */
    private final int[] chords;

    /** Takes the region with its margin: the sphere reaches beyond the mask. */
    LocalIntensity(Region region) {
        this.region = region;
        var extent = region.extent;
        reachY = (int) (RADIUS_MM / extent.dy());
        reachZ = (int) (RADIUS_MM / extent.dz());
        chords = chords();
        int rows = extent.ny() * extent.nz();
        sums = new double[rows * (extent.nx() + 1)];
        for (int row = 0; row < rows; row++) {
            int to = row * (extent.nx() + 1);
            for (int i = 0; i < extent.nx(); i++) {
                sums[to + i + 1] = sums[to + i] + region.intensities[row * extent.nx() + i];
            }
        }
    }

    void put(Values values) {
        var extent = region.extent;
        double highest = Double.NEGATIVE_INFINITY;
        double local = Double.NEGATIVE_INFINITY;
        double global = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < extent.nz(); k++) {
            for (int j = 0; j < extent.ny(); j++) {
                for (int i = 0; i < extent.nx(); i++) {
                    int at = extent.index(i, j, k);
                    if (region.intensity[at]) {
                        double mean = sphereMean(i, j, k);
                        double own = region.intensities[at];
                        local =
                                own > highest
                                        ? mean
                                        : own == highest ? Math.max(local, mean) : local;
                        highest = Math.max(highest, own);
                        global = Math.max(global, mean);
                    }
                }
            }
        }
        values.put(Feature.LOC_PEAK_LOC, local);
        values.put(Feature.LOC_PEAK_GLOB, global);
    }

    private int[] chords() {
        var extent = region.extent;
        var found = new int[(2 * reachZ + 1) * (2 * reachY + 1)];
        int at = 0;
        for (int z = -reachZ; z <= reachZ; z++) {
            for (int y = -reachY; y <= reachY; y++) {
                double offZ = z * extent.dz();
                double offY = y * extent.dy();
                double rest = RADIUS_MM * RADIUS_MM - offZ * offZ - offY * offY;
                found[at++] = rest >= 0 ? (int) (Math.sqrt(rest) / extent.dx()) : -1;
            }
        }
        return found;
    }

    private double sphereMean(int i, int j, int k) {
        var extent = region.extent;
        double sum = 0;
        int count = 0;
        for (int z = Math.max(0, k - reachZ); z <= Math.min(extent.nz() - 1, k + reachZ); z++) {
            int last = Math.min(extent.ny() - 1, j + reachY);
            for (int y = Math.max(0, j - reachY); y <= last; y++) {
                int chord = chords[(z - k + reachZ) * (2 * reachY + 1) + y - j + reachY];
                if (chord >= 0) {
                    int from = Math.max(0, i - chord);
                    int to = Math.min(extent.nx() - 1, i + chord) + 1;
                    int row = (z * extent.ny() + y) * (extent.nx() + 1);
                    sum += sums[row + to] - sums[row + from];
                    count += to - from;
                }
            }
        }
        return sum / count;
    }
}
