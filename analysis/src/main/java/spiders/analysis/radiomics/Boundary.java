// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

/** What a convolution finds beyond the border of an image. */
enum Boundary {
    ZERO,
    NEAREST,
    PERIODIC,
    /** Mirrored, the border voxel repeated. */
    MIRROR;

    /** The index within {@code size} that stands for another, or -1 for nothing. */
    int within(int index, int size) {
        if (index >= 0 && index < size) {
            return index;
        }
        return switch (this) {
            case ZERO -> -1;
            case NEAREST -> Math.clamp(index, 0, size - 1);
            case PERIODIC -> Math.floorMod(index, size);
            case MIRROR -> {
                int folded = Math.floorMod(index, 2 * size);
                yield folded < size ? folded : 2 * size - 1 - folded;
            }
        };
    }
}
