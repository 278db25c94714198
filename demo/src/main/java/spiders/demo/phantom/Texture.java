// SPDX-License-Identifier: Apache-2.0
package spiders.demo.phantom;

import java.util.Random;

/** Random but repeatable values: a slow one of tissue, and the fast one of a scanner. */
final class Texture {

    private static final int SIDE = 64;
    private static final int MASK = SIDE - 1;
    private static final double VOXEL = 1.3;
    private static final int NOISE = 1 << 18;

    private final float[] volume;
    private final float[] noise = new float[NOISE];

    Texture(long seed) {
        var random = new Random(seed);
        var raw = new float[SIDE * SIDE * SIDE];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = (float) random.nextGaussian();
        }
        this.volume = smooth(smooth(smooth(raw, 1), SIDE), SIDE * SIDE);
        float last = 0;
        for (int i = 0; i < NOISE; i++) {
            float next = (float) random.nextGaussian();
            noise[i] = 0.78f * next + 0.62f * last;
            last = next;
        }
    }

    private static float[] smooth(float[] from, int stride) {
        var to = new float[from.length];
        int mask = from.length - 1;
        for (int i = 0; i < from.length; i++) {
            to[i] =
                    0.85f * from[i]
                            + 0.6f * (from[(i + stride) & mask] + from[(i - stride) & mask]);
        }
        return to;
    }

    /** The value of the tissue at a point, about −3 to 3. */
    float at(Point point) {
        int x = (int) Math.floor(point.x() / VOXEL) & MASK;
        int y = (int) Math.floor(point.y() / VOXEL) & MASK;
        int z = (int) Math.floor(point.z() / VOXEL) & MASK;
        return volume[(z * SIDE + y) * SIDE + x];
    }

    /** The value of the scanner at an index, about −3 to 3. */
    float noise(long index) {
        return noise[(int) (index & (NOISE - 1))];
    }
}
