// SPDX-License-Identifier: Apache-2.0
package spiders.demo.phantom;

import java.util.Random;
import java.util.function.ToDoubleFunction;

/** Turns tissues into the values that a scanner would measure. Safe for use by many threads. */
public final class Scan {

    private static final Tissue[] TISSUES = Tissue.values();

    private final float[] value = new float[TISSUES.length];
    private final float[] texture = new float[TISSUES.length];
    private final Texture random;
    private final double noise;
    private final int blurs;
    private final long seed;

    private Scan(Builder builder) {
        for (var tissue : TISSUES) {
            value[tissue.label()] = (float) builder.signal.applyAsDouble(tissue);
            texture[tissue.label()] = (float) builder.texture.applyAsDouble(tissue);
        }
        this.random = new Texture(builder.seed);
        this.noise = builder.noise;
        this.blurs = builder.blurs;
        this.seed = builder.seed;
    }

    /** CT numbers in HU, with a noise of {@code noise} HU. */
    public static Scan ct(long seed, double noise) {
        return new Builder(Tissue::hounsfield, Tissue::texture, noise, 1, seed).scan();
    }

    /** Activity as SUV by body weight. */
    public static Scan pet(long seed) {
        return new Builder(Tissue::uptake, t -> 0.05 * t.uptake(), 0.08, 3, seed).scan();
    }

    /** A magnetic resonance image of the given contrast. */
    public static Scan mr(long seed, ToDoubleFunction<Tissue> contrast, double noise) {
        return new Builder(contrast, t -> 0.06 * contrast.applyAsDouble(t), noise, 1, seed).scan();
    }

    private record Builder(
            ToDoubleFunction<Tissue> signal,
            ToDoubleFunction<Tissue> texture,
            double noise,
            int blurs,
            long seed) {

        Scan scan() {
            return new Scan(this);
        }
    }

    /** The values of a plane, row by row. */
    public float[] values(TissueMap map) {
        var plane = map.plane();
        int columns = plane.columns();
        var values = new float[columns * plane.rows()];
        for (int row = 0; row < plane.rows(); row++) {
            for (int column = 0; column < columns; column++) {
                int index = row * columns + column;
                int label = map.label(index);
                float grain = texture[label];
                values[index] =
                        value[label] + (grain == 0 ? 0 : grain * random.at(plane.at(column, row)));
            }
        }
        for (int i = 0; i < blurs; i++) {
            blur(values, columns, plane.rows());
        }
        addNoise(values, plane);
        return values;
    }

    private void addNoise(float[] values, Plane plane) {
        double depth = plane.normal().dot(plane.origin());
        long offset = new Random(seed ^ Math.round(depth * 1000)).nextLong();
        for (int i = 0; i < values.length; i++) {
            values[i] += (float) (noise * random.noise(offset + i));
        }
    }

    /** The point spread of a scanner: 1 2 1 along rows and columns. */
    static void blur(float[] values, int columns, int rows) {
        for (int row = 0; row < rows; row++) {
            int start = row * columns;
            float before = values[start];
            for (int i = start; i < start + columns - 1; i++) {
                float here = values[i];
                values[i] = 0.25f * before + 0.5f * here + 0.25f * values[i + 1];
                before = here;
            }
        }
        var above = new float[columns];
        System.arraycopy(values, 0, above, 0, columns);
        for (int row = 0; row < rows - 1; row++) {
            int start = row * columns;
            for (int i = 0; i < columns; i++) {
                float here = values[start + i];
                values[start + i] =
                        0.25f * above[i] + 0.5f * here + 0.25f * values[start + columns + i];
                above[i] = here;
            }
        }
    }
}
