// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.consensus;

import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;

/** What each of several raters decided of each voxel of a region: inside or not. */
public final class Decisions {

    private static final int MOST_RATERS = 20;

    private final int raters;
    private final int[] patterns; // of each voxel: a bit for each rater

    private Decisions(int raters, int[] patterns) {
        this.raters = raters;
        this.patterns = patterns;
    }

    /**
     * The decisions of masks of one region.
     *
     * @param size how many voxels the region has
     * @throws IllegalArgumentException if there are no masks or more than 20, or one is larger
     */
    public static Decisions of(int size, List<BitSet> masks) {
        if (masks.isEmpty() || masks.size() > MOST_RATERS) {
            throw new IllegalArgumentException("Decisions of %d raters".formatted(masks.size()));
        }
        var patterns = new int[size];
        for (int rater = 0; rater < masks.size(); rater++) {
            var mask = masks.get(rater);
            if (mask.length() > size) {
                throw new IllegalArgumentException("A mask is larger than the region");
            }
            for (int voxel = mask.nextSetBit(0); voxel >= 0; voxel = mask.nextSetBit(voxel + 1)) {
                patterns[voxel] |= 1 << rater;
            }
        }
        return new Decisions(masks.size(), patterns);
    }

    public int raters() {
        return raters;
    }

    /** How many voxels the region has. */
    public int size() {
        return patterns.length;
    }

    /** Who decided that a voxel is inside: a bit for each rater, the first one's the lowest. */
    int pattern(int voxel) {
        return patterns[voxel];
    }

    /** The voxels that at least so many raters have inside: 1 for the union, all for the rest. */
    public BitSet atLeast(int votes) {
        var mask = new BitSet(patterns.length);
        for (int voxel = 0; voxel < patterns.length; voxel++) {
            if (Integer.bitCount(patterns[voxel]) >= votes) {
                mask.set(voxel);
            }
        }
        return mask;
    }

    /** The voxels that more than half of the raters have inside; a tie is outside. */
    public BitSet majority() {
        return atLeast(raters / 2 + 1);
    }

    /** How many voxels have each pattern. */
    int[] patternCounts() {
        var counts = new int[1 << raters];
        for (int pattern : patterns) {
            counts[pattern]++;
        }
        return counts;
    }

    /**
     * The sum over all pairs of raters of what both have inside, by the sum of what either has
     * (Kouwenhoven 2009); empty if nobody has anything, or there is one rater alone.
     */
    public OptionalDouble generalisedConformityIndex() {
        long both = 0;
        long either = 0;
        for (int pattern : patterns) {
            long in = Integer.bitCount(pattern);
            long out = raters - in;
            both += in * (in - 1) / 2;
            either += in * (in - 1) / 2 + in * out;
        }
        return either == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) both / either);
    }
}
