// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How often each pair of a grey level and another count occurs: run length, zone size, distance or
 * dependence.
 *
 * <p>An open-addressed table, for few of the possible pairs occur.
 */
final class LevelCounts {

    private static final int ENTROPY_BASE = 2;

    private long[] keys = new long[1024];
    private long[] counts = new long[1024];
    private int used;
    private long voxels;

    /** Counts one more; both from 1. */
    void add(int level, int other) {
        add(((long) level << 32) | other, 1);
    }

    void addAll(LevelCounts more) {
        for (int i = 0; i < more.keys.length; i++) {
            if (more.counts[i] > 0) {
                add(more.keys[i], more.counts[i]);
            }
        }
        voxels += more.voxels;
    }

    /** Says how many voxels could have had an entry; merged matrices add theirs up. */
    void countVoxels(long count) {
        voxels += count;
    }

    private void add(long key, long count) {
        int slot = slot(key);
        if (counts[slot] == 0) {
            keys[slot] = key;
            used++;
        }
        counts[slot] += count;
        if (used > keys.length / 2) {
            grow();
        }
    }

    private int slot(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        int slot = (int) (mixed >>> 40) & (keys.length - 1);
        while (counts[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & (keys.length - 1);
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldCounts = counts;
        keys = new long[2 * oldKeys.length];
        counts = new long[2 * oldKeys.length];
        used = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldCounts[i] > 0) {
                add(oldKeys[i], oldCounts[i]);
            }
        }
    }

    /**
     * The 16 features that run lengths, zones, distances and dependences share, in the order of the
     * manual; the emphasis of small, large, low and high and of their pairs first.
     */
    double[] features() {
        double total = Arrays.stream(counts).sum();
        var f = new double[16];
        double levelMean = 0;
        double otherMean = 0;
        var byLevel = new HashMap<Integer, Long>();
        var byOther = new HashMap<Integer, Long>();
        for (int s = 0; s < keys.length; s++) {
            if (counts[s] > 0) {
                double p = counts[s] / total;
                double i = keys[s] >>> 32;
                double j = (int) keys[s];
                double[] emphasis = {1 / (j * j), j * j, 1 / (i * i), i * i};
                for (int e = 0; e < 4; e++) {
                    f[e] += p * emphasis[e];
                }
                f[4] += p * emphasis[0] * emphasis[2];
                f[5] += p * emphasis[0] * emphasis[3];
                f[6] += p * emphasis[1] * emphasis[2];
                f[7] += p * emphasis[1] * emphasis[3];
                f[15] -= p * Math.log(p) / Math.log(ENTROPY_BASE);
                levelMean += p * i;
                otherMean += p * j;
                byLevel.merge((int) (keys[s] >>> 32), counts[s], Long::sum);
                byOther.merge((int) keys[s], counts[s], Long::sum);
            }
        }
        f[8] = squares(byLevel) / total;
        f[9] = f[8] / total;
        f[10] = squares(byOther) / total;
        f[11] = f[10] / total;
        f[12] = total / voxels;
        for (int s = 0; s < keys.length; s++) {
            if (counts[s] > 0) {
                double p = counts[s] / total;
                double i = (keys[s] >>> 32) - levelMean;
                double j = (int) keys[s] - otherMean;
                f[13] += p * i * i;
                f[14] += p * j * j;
            }
        }
        return f;
    }

    /** The 16, and the energy that dependences have beside. */
    double[] featuresWithEnergy() {
        double total = Arrays.stream(counts).sum();
        double[] f = Arrays.copyOf(features(), 17);
        f[16] = Arrays.stream(counts).mapToDouble(c -> c / total * (c / total)).sum();
        return f;
    }

    private static double squares(Map<Integer, Long> sums) {
        return sums.values().stream().mapToDouble(sum -> (double) sum * sum).sum();
    }
}
